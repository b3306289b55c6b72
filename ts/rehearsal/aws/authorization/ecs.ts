import type { RecordedCall } from '../calls.ts';
import { arn, type Question } from './asked.ts';

interface Input {
  readonly cluster?: string;
  readonly service?: string;
  readonly services?: readonly string[];
  readonly clusters?: readonly string[];
  readonly capacityProviders?: readonly string[];
  readonly task?: string;
  readonly tasks?: readonly string[];
  readonly serviceDeploymentArn?: string;
  readonly serviceDeploymentArns?: readonly string[];
  readonly serviceRevisionArns?: readonly string[];
  readonly family?: string;
  readonly taskDefinition?: string;
  readonly tags?: readonly unknown[];
  readonly taskRoleArn?: string;
  readonly executionRoleArn?: string;
  readonly deploymentConfiguration?: { readonly lifecycleHooks?: readonly { readonly roleArn?: string }[] };
}

export function ecsQuestions(call: RecordedCall): readonly Question[] {
  const input = call.input as Input;
  const context = { 'ecs:cluster': arn(call, 'ecs', `cluster/${clusterOf(input)}`) };
  const own = { action: `ecs:${call.operation}`, resources: resourcesOf(call, input), context };
  return [own, ...tagging(call, input), ...passing(call, input)];
}

/** The resource types that the reference marks as required; a deployment and a revision are asked about together with their service. */
function resourcesOf(call: RecordedCall, input: Input): readonly string[] {
  const inCluster = (kind: string, names: readonly string[]) =>
    names.map((name) => arn(call, 'ecs', `${kind}/${clusterOf(input)}/${lastOf(name)}`));
  switch (call.operation) {
    case 'DescribeServices':
      return inCluster('service', input.services ?? []);
    case 'ListServiceDeployments':
    case 'UpdateService':
      return inCluster('service', [input.service ?? '']);
    case 'DescribeTasks':
      return inCluster('task', input.tasks ?? []);
    case 'StopTask':
      return inCluster('task', [input.task ?? '']);
    case 'DescribeServiceDeployments':
      return withService(input.serviceDeploymentArns ?? []);
    case 'DescribeServiceRevisions':
      return withService(input.serviceRevisionArns ?? []);
    case 'StopServiceDeployment':
    case 'ContinueServiceDeployment':
      return withService([input.serviceDeploymentArn ?? '']);
    case 'RegisterTaskDefinition':
      return [arn(call, 'ecs', `task-definition/${input.family ?? ''}:1`)];
    case 'RunTask':
      return [arn(call, 'ecs', `task-definition/${lastOf(input.taskDefinition ?? '')}`)];
    case 'DescribeClusters':
      return (input.clusters ?? []).map((name) => arn(call, 'ecs', `cluster/${lastOf(name)}`));
    case 'DescribeCapacityProviders':
      return (input.capacityProviders ?? []).map((name) => arn(call, 'ecs', `capacity-provider/${name}`));
    default:
      return ['*'];
  }
}

/** `…:service-deployment/cluster/service/id` and `…:service/cluster/service`. */
function withService(arns: readonly string[]): readonly string[] {
  return arns.flatMap((each) => [
    each,
    each.replace(/:service-(?:deployment|revision)\/([^/]+\/[^/]+)\/.*$/, ':service/$1'),
  ]);
}

/** "Grant permission to tag resources on creation" (ECS developer guide): whoever creates with tags must be allowed to tag. */
function tagging(call: RecordedCall, { tags = [] }: Input): readonly Question[] {
  if (tags.length === 0 || call.operation !== 'RegisterTaskDefinition') return [];
  return [
    {
      action: 'ecs:TagResource',
      resources: resourcesOf(call, call.input as Input),
      context: { 'ecs:CreateAction': call.operation },
    },
  ];
}

/** "Grant a user permissions to pass a role to an AWS service" (IAM user guide): a role in a request is asked about by itself. */
function passing(call: RecordedCall, input: Input): readonly Question[] {
  const hooks = input.deploymentConfiguration?.lifecycleHooks ?? [];
  const pass = (service: string) => (role: string) => ({
    action: 'iam:PassRole',
    resources: [role.startsWith('arn:') ? role : `arn:aws:iam::${call.accountId}:role/${role}`],
    context: { 'iam:PassedToService': service },
  });
  return [
    ...[input.taskRoleArn ?? [], input.executionRoleArn ?? []].flat().map(pass('ecs-tasks.amazonaws.com')),
    ...hooks.flatMap(({ roleArn }) => roleArn ?? []).map(pass('ecs.amazonaws.com')),
  ];
}

function clusterOf({ cluster = 'default' }: Input): string {
  return lastOf(cluster);
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
