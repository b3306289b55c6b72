import {
  DescribeListenersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  type Action,
  type TargetGroup as AwsTargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { TargetCount, TargetGroup, Weights } from '../../core/preflight/facts.ts';
import { unlessMissing } from '../aws/unless-missing.ts';
import { ask, inChunks, type EcsAccess } from '../ecs/access.ts';

/** What DescribeTargetGroups takes at most (Elastic Load Balancing API reference). */
const groupsPerRequest = 20;

/** One that is missing makes AWS refuse the whole list, so then each is asked for by itself. */
export async function targetGroups(
  access: EcsAccess,
  arns: readonly string[],
): Promise<ReadonlyMap<string, TargetGroup>> {
  const found = new Map<string, TargetGroup>();
  for (const chunk of inChunks(arns, groupsPerRequest)) {
    const groups =
      (await describeGroups(access, chunk)) ??
      (await Promise.all(chunk.map(async (arn) => (await describeGroups(access, [arn])) ?? []))).flat();
    for (const group of groups) {
      found.set(group.TargetGroupArn ?? '', {
        targetType: group.TargetType ?? 'instance',
        loadBalancers: group.LoadBalancerArns ?? [],
      });
    }
  }
  return found;
}

function describeGroups(
  access: EcsAccess,
  arns: readonly string[],
): Promise<readonly AwsTargetGroup[] | undefined> {
  return unlessMissing(
    'TargetGroupNotFound',
    ask(access, 'elasticloadbalancing:DescribeTargetGroups', `target groups ${arns.join(', ')}`, (options) =>
      access.elb.send(new DescribeTargetGroupsCommand({ TargetGroupArns: [...arns] }), options),
    ).then(({ TargetGroups }) => TargetGroups ?? []),
  );
}

export async function targetHealth(access: EcsAccess, group: string): Promise<TargetCount> {
  const answer = await unlessMissing(
    'TargetGroupNotFound',
    ask(access, 'elasticloadbalancing:DescribeTargetHealth', `target group ${group}`, (options) =>
      access.elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: group }), options),
    ),
  );
  const states = (answer?.TargetHealthDescriptions ?? []).map(({ TargetHealth }) => TargetHealth?.State);
  return { healthy: states.filter((state) => state === 'healthy').length, registered: states.length };
}

/** An Application Load Balancer has rules, a Network Load Balancer only listeners. */
export async function trafficOfRule(access: EcsAccess, arn: string): Promise<readonly Weights[]> {
  if (arn.includes(':listener/')) {
    const answer = await unlessMissing(
      'ListenerNotFound',
      ask(access, 'elasticloadbalancing:DescribeListeners', `listener ${arn}`, (options) =>
        access.elb.send(new DescribeListenersCommand({ ListenerArns: [arn] }), options),
      ),
    );
    return (answer?.Listeners ?? []).map(({ DefaultActions }) => weightsOf(DefaultActions));
  }
  const answer = await unlessMissing('RuleNotFound', describeRules(access, { RuleArns: [arn] }));
  return (answer?.Rules ?? []).map(({ Actions }) => weightsOf(Actions));
}

export async function trafficTo(
  access: EcsAccess,
  group: string,
  loadBalancers: readonly string[],
): Promise<readonly Weights[]> {
  const rules = loadBalancers.map(async (balancer) => {
    const listeners = await ask(
      access,
      'elasticloadbalancing:DescribeListeners',
      `load balancer ${balancer}`,
      (options) => access.elb.send(new DescribeListenersCommand({ LoadBalancerArn: balancer }), options),
    );
    return Promise.all(
      (listeners.Listeners ?? []).map(({ ListenerArn }) => describeRules(access, { ListenerArn })),
    );
  });
  return (await Promise.all(rules))
    .flat()
    .flatMap(({ Rules }) => Rules ?? [])
    .map(({ Actions }) => weightsOf(Actions))
    .filter((weights) => group in weights);
}

function describeRules(
  access: EcsAccess,
  which: { readonly RuleArns?: string[]; readonly ListenerArn?: string | undefined },
) {
  const about = `rules of ${which.ListenerArn ?? which.RuleArns?.join(', ') ?? ''}`;
  return ask(access, 'elasticloadbalancing:DescribeRules', about, (options) =>
    access.elb.send(new DescribeRulesCommand(which), options),
  );
}

/** A forward to one group has no weights, and sends it everything. */
function weightsOf(actions: readonly Action[] = []): Weights {
  const pairs = actions
    .filter(({ Type }) => Type === 'forward')
    .flatMap(({ TargetGroupArn, ForwardConfig }) =>
      ForwardConfig?.TargetGroups?.length
        ? ForwardConfig.TargetGroups.map((each) => [each.TargetGroupArn ?? '', each.Weight ?? 1] as const)
        : [[TargetGroupArn ?? '', 1] as const],
    );
  return Object.fromEntries(pairs);
}
