import type { Scope } from '../../core/policy/scope.ts';
import { arnOf, noResourceType, type Everything, type Statement } from '../../core/policy/statement.ts';

/** What the files beside this one ask of ECS, and of IAM on its behalf. Resource types: Service Authorization Reference, "Amazon ECS". */

/** Services, deployments and tasks as they are. Only a service that ECS itself moves has service deployments. */
export function readServices(scope: Scope): readonly Statement[] {
  const { cluster, services, movedByEcs } = scope;
  const named = (names: readonly string[], kind = 'service', more = '') =>
    names.map((name) => ecs(scope, `${kind}/${cluster}/${name}${more}`));
  return [
    { sid: 'ReadServices', actions: ['ecs:DescribeServices'], resources: named(services) },
    {
      sid: 'ReadServiceDeployments',
      actions: [
        'ecs:DescribeServiceDeployments',
        'ecs:DescribeServiceRevisions',
        'ecs:ListServiceDeployments',
      ],
      // Each is authorised on the service as well.
      resources: [
        ...named(movedByEcs),
        ...named(movedByEcs, 'service-deployment', '/*'),
        ...named(movedByEcs, 'service-revision', '/*'),
      ],
    },
    {
      sid: 'ReadTasks',
      actions: ['ecs:DescribeTasks'],
      resources: [ecs(scope, `task/${scope.cluster}/*`)],
    },
    {
      sid: 'ListTasksOfTheCluster',
      actions: ['ecs:ListTasks'],
      resources: anyInstance,
      condition: inCluster(scope),
    },
    {
      sid: 'ReadTaskDefinitions',
      actions: ['ecs:DescribeTaskDefinition', 'ecs:ListTaskDefinitions'],
      resources: noResourceType,
    },
  ];
}

const anyInstance: Everything = {
  everything:
    'its resource type is the container instance, which a list of a service’s tasks does not name; the condition holds it to the cluster',
};

/** A promotion registers a revision of its own, and tells the service to run it. */
export function moveServices(scope: Scope): readonly Statement[] {
  if (!scope.writes) return steerDeployments(scope);
  return [
    ...registerRevisions(scope),
    {
      sid: 'MoveServices',
      actions: ['ecs:UpdateService'],
      resources: scope.movedByEcs.map((name) => ecs(scope, `service/${scope.cluster}/${name}`)),
    },
    // UpdateService sends a service's own hooks back to it, with the roles as which ECS calls them.
    {
      sid: 'PassRolesOfLifecycleHooks',
      actions: ['iam:PassRole'],
      resources: scope.movedByEcs.length > 0 ? scope.hookRoles : [],
      condition: passedTo('ecs.amazonaws.com'),
    },
    ...steerDeployments(scope),
  ];
}

/** RegisterTaskDefinition asks IAM three times: for itself, for the tags in it, and for the roles in it. */
function registerRevisions(scope: Scope): readonly Statement[] {
  const families = scope.families.map((family) => ecs(scope, `task-definition/${family}:*`));
  return [
    { sid: 'RegisterRevisions', actions: ['ecs:RegisterTaskDefinition'], resources: families },
    {
      sid: 'TagRevisions',
      actions: ['ecs:TagResource'],
      resources: families,
      condition: { StringEquals: { 'ecs:CreateAction': 'RegisterTaskDefinition' } },
    },
    {
      sid: 'PassRolesOfTasks',
      actions: ['iam:PassRole'],
      resources: [...scope.taskRoles, ...scope.executionRoles],
      condition: passedTo('ecs-tasks.amazonaws.com'),
    },
  ];
}

function steerDeployments(scope: Scope): readonly Statement[] {
  const { cluster, movedByEcs, pauses } = scope;
  return [
    {
      sid: 'SteerDeployments',
      actions: ['ecs:StopServiceDeployment', ...(pauses ? ['ecs:ContinueServiceDeployment'] : [])],
      resources: movedByEcs.flatMap((name) => [
        ecs(scope, `service/${cluster}/${name}`),
        ecs(scope, `service-deployment/${cluster}/${name}/*`),
      ]),
    },
  ];
}

/** Smoke checks that run a task with the release's image. */
export function runTasks(scope: Scope): readonly Statement[] {
  if (scope.runFamilies.length === 0) return [];
  return [
    {
      sid: 'RunSmokeTasks',
      actions: ['ecs:RunTask'],
      resources: scope.runFamilies.map((family) => ecs(scope, `task-definition/${family}:*`)),
      condition: inCluster(scope),
    },
    {
      sid: 'StopSmokeTasks',
      actions: ['ecs:StopTask'],
      resources: [ecs(scope, `task/${scope.cluster}/*`)],
    },
  ];
}

function ecs({ place }: Scope, resource: string): string {
  return arnOf({ ...place, service: 'ecs', resource });
}

function inCluster(scope: Scope) {
  return { ArnEquals: { 'ecs:cluster': ecs(scope, `cluster/${scope.cluster}`) } };
}

function passedTo(service: string) {
  return { StringEquals: { 'iam:PassedToService': service } };
}
