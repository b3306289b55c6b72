import { defineError } from '../define.ts';

interface OtherRuns {
  readonly service: string;
  readonly wanted: string;
  readonly found: string;
  readonly tasks: readonly string[];
}

interface TasksOfContainer {
  readonly service: string;
  readonly container: string;
  readonly tasks: readonly string[];
}

/** What can go wrong with services, task definitions and deployments in ECS. */
export const ecsErrors = {
  clusterNotFound: defineError('ecs-cluster-not-found', {
    category: 'infrastructure',
    what: ({ cluster }: { cluster: string }) =>
      `The account and region have no active ECS cluster ${cluster}.`,
    why: () => 'Every service of the environment is looked for in that cluster.',
    next: ({ cluster }) =>
      `Compare accountId, region and cluster of the environment with \`aws ecs describe-clusters --clusters ${cluster}\`; create the cluster if it is gone.`,
    example: { cluster: 'appcluster-live' },
  }),

  serviceNotFound: defineError('ecs-service-not-found', {
    category: 'infrastructure',
    what: ({ cluster, ecsService, status }: { cluster: string; ecsService: string; status: string }) =>
      `Cluster ${cluster} has no active service ${ecsService} (ECS says ${status}).`,
    why: () => 'A task definition can only be deployed to a service that exists and is not being deleted.',
    next: ({ ecsService }) =>
      `Create ${ecsService} with the stack that owns it, or correct ecsService in promotion.yaml.`,
    example: { cluster: 'appcluster-live', ecsService: 'service1', status: 'MISSING' },
  }),

  serviceNotDescribed: defineError('ecs-service-not-described', {
    category: 'infrastructure',
    what: (values: { cluster: string; ecsService: string; reason: string }) =>
      `ECS did not describe service ${values.ecsService} of cluster ${values.cluster}: ${values.reason}.`,
    why: () => 'Without knowing what runs now nothing can be decided.',
    next: ({ reason }) => `Look ${reason} up under "API failure reasons" in the ECS developer guide.`,
    example: { cluster: 'appcluster-live', ecsService: 'service1', reason: 'ACCESS_DENIED' },
  }),

  controllerNotOurs: defineError('ecs-controller-not-supported', {
    category: 'configuration',
    what: (values: { cluster: string; ecsService: string; controller: string }) =>
      `Service ${values.ecsService} of cluster ${values.cluster} is deployed by the ${values.controller} controller.`,
    why: ({ controller }) =>
      `ECS refuses a new task definition from anyone but the controller, so a rolling deployment is impossible while that is ${controller}.`,
    next: ({ controller }) =>
      controller === 'CODE_DEPLOY'
        ? 'Set `strategy: { type: codeDeploy, … }` for this environment, or recreate the service with the ECS controller.'
        : 'Recreate the service with the ECS controller.',
    example: { cluster: 'appcluster-live', ecsService: 'service1', controller: 'CODE_DEPLOY' },
  }),

  taskDefinitionNotFound: defineError('ecs-task-definition-not-found', {
    category: 'infrastructure',
    what: ({ taskDefinition }: { taskDefinition: string }) => `ECS has no task definition ${taskDefinition}.`,
    why: () => 'It was to be copied or deployed; a revision that was deleted cannot be run again.',
    next: () => 'Plan again, so that a revision that exists is chosen.',
    example: { taskDefinition: 'service1:41' },
  }),

  containerNotInDefinition: defineError('ecs-container-not-in-definition', {
    category: 'configuration',
    what: ({ family, container }: { family: string; container: string; containers: readonly string[] }) =>
      `Task definition ${family} has no container ${container}.`,
    why: ({ containers }) =>
      `The image of exactly one container is changed, and there are only these: ${containers.join(', ') || 'none'}.`,
    next: () => 'Set `container:` of the service in promotion.yaml to one of them.',
    example: { family: 'service1:41', container: 'service1', containers: ['web', 'proxy'] },
  }),

  templateTooFarBack: defineError('ecs-template-too-far-back', {
    category: 'infrastructure',
    what: ({ family, looked }: { family: string; looked: number }) =>
      `The newest ${looked} revisions of task definition ${family} that had to be looked at are all copies made by ecs-promote.`,
    why: () =>
      'A copy is made from the newest revision someone else registered, and looking further back would cost a request each.',
    next: ({ family }) =>
      `Register a revision of ${family} that is not tagged by ecs-promote, for example with \`terraform apply\` on its stack, or deregister old copies.`,
    example: { family: 'service1', looked: 100 },
  }),

  tagNotAllowed: defineError('ecs-tag-not-allowed', {
    category: 'configuration',
    what: ({ tag, value }: { tag: string; value: string }) =>
      `${JSON.stringify(value)} cannot be the value of the tag ${tag}.`,
    why: () =>
      'A tag holds up to 256 letters, digits, spaces and + - = . _ : / @, and copies are recognised by their tags.',
    next: () => 'Give the service a name of such characters in promotion.yaml.',
    example: { tag: 'ecs-promote:service', value: 'service#1' },
  }),

  tooManyDeployments: defineError('ecs-too-many-deployments', {
    category: 'infrastructure',
    what: ({ cluster, ecsService }: { cluster: string; ecsService: string }) =>
      `Service ${ecsService} of cluster ${cluster} has too many deployments under way at once.`,
    why: () => 'ECS refuses a new deployment while five others are still active.',
    next: () => 'Wait until the older ones have drained, then run it again.',
    example: { cluster: 'appcluster-live', ecsService: 'service1' },
  }),

  requestRefused: defineError('ecs-request-refused', {
    category: 'infrastructure',
    what: (values: { operation: string; about: string; message: string }) =>
      `ECS refused ${values.operation} for ${values.about}: ${values.message}`,
    why: () => 'The request itself was not acceptable, so sending it again would change nothing.',
    next: ({ about }) => `Correct what the message names in the definition of ${about}, then run it again.`,
    example: {
      operation: 'UpdateService',
      about: 'service service1 of cluster appcluster-live',
      message: 'TaskDefinition is inactive',
    },
  }),

  answerIncomplete: defineError('ecs-answer-incomplete', {
    category: 'infrastructure',
    what: ({ operation, member, about }: { operation: string; member: string; about: string }) =>
      `The answer to ${operation} for ${about} holds no ${member}.`,
    why: () => 'What follows depends on it, and guessing could move the wrong thing.',
    next: () => 'Run it again; if it stays so, check that the endpoint is that of AWS.',
    example: { operation: 'UpdateService', member: 'primary deployment', about: 'service service1' },
  }),

  otherDigestResolved: defineError<{ service: string; wanted: string; found: string; revision: string }>(
    'proof-other-digest-resolved',
    {
      category: 'deployment',
      what: ({ service, wanted, found, revision }) =>
        `The service revision of ${service} resolves to ${found} where the release holds ${wanted} (${revision}).`,
      why: () => 'Every task that ECS starts from now on would run that image, whatever the running ones do.',
      next: ({ service }) =>
        `Look who deployed ${service} last with \`aws ecs list-service-deployments\`, then promote again.`,
      example: {
        service: 'service1',
        wanted: 'sha256:4f2c1a9…',
        found: 'sha256:88b0d3e…',
        revision: 'arn:aws:ecs:ap-southeast-2:123456789012:service-revision/appcluster-live/service1/42',
      },
    },
  ),

  otherDigestRuns: defineError<OtherRuns>('proof-other-digest', {
    category: 'deployment',
    what: (values) =>
      `${values.service} runs ${values.found} in ${values.tasks.length === 1 ? 'task' : 'tasks'} ${values.tasks.join(', ')} where the release holds ${values.wanted}.`,
    why: () => 'A release is verified only when every running task runs its image.',
    next: ({ tasks }) =>
      `Look at ${tasks[0] ?? 'the task'}: it belongs to an older deployment that still drains, or the image's tag was used instead of its digest.`,
    example: {
      service: 'service1',
      wanted: 'sha256:1f2e…',
      found: 'sha256:9a8b…',
      tasks: ['4f2c1a9e'],
    },
  }),

  otherDefinitionRuns: defineError<OtherRuns>('proof-other-task-definition', {
    category: 'deployment',
    what: (values) =>
      `${values.service} still runs ${values.found} in ${values.tasks.length === 1 ? 'task' : 'tasks'} ${values.tasks.join(', ')} where ${values.wanted} was deployed.`,
    why: () => 'A release is verified only when no task of another definition is left.',
    next: ({ service }) => `Wait until the old tasks of ${service} have stopped, then verify again.`,
    example: { service: 'service1', wanted: 'service1:42', found: 'service1:41', tasks: ['4f2c1a9e'] },
  }),

  digestUnknown: defineError<TasksOfContainer>('proof-digest-unknown', {
    category: 'deployment',
    what: (values) =>
      `ECS reports no image digest for container ${values.container} of ${values.service} in ${values.tasks.length === 1 ? 'task' : 'tasks'} ${values.tasks.join(', ')}.`,
    why: () => 'Without the digest it cannot be proven which image the task runs.',
    next: () =>
      'Update the ECS agent of the container instances (digests are reported from 1.70 on), or run the service on Fargate.',
    example: { service: 'service1', container: 'service1', tasks: ['4f2c1a9e'] },
  }),

  containerNotRunning: defineError<TasksOfContainer>('proof-container-absent', {
    category: 'deployment',
    what: (values) =>
      `${values.tasks.length === 1 ? 'Task' : 'Tasks'} ${values.tasks.join(', ')} of ${values.service} ${values.tasks.length === 1 ? 'has' : 'have'} no container ${values.container}.`,
    why: () => "The release's image was to run in that container.",
    next: () => 'Compare `container:` in promotion.yaml with the task definition that was deployed.',
    example: { service: 'service1', container: 'service1', tasks: ['4f2c1a9e'] },
  }),

  nothingRuns: defineError('proof-nothing-runs', {
    category: 'deployment',
    what: ({ service, desiredCount }: { service: string; desiredCount: number }) =>
      `${service} has no running task although ${desiredCount} ${desiredCount === 1 ? 'is' : 'are'} desired.`,
    why: () => 'There is nothing whose image could be compared with the release.',
    next: ({ service }) => `Look at the events and the stopped tasks of ${service}.`,
    example: { service: 'service1', desiredCount: 2 },
  }),
};
