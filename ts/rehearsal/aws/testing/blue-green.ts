import type { LoadBalancer } from '@aws-sdk/client-ecs';
import {
  CreateListenerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
  ModifyTargetGroupAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { TestAws } from './aws.ts';

/** A load balancer whose rule on port 443 serves production and on port 8443 the test, over the groups `web` and `web-alternate`. */
export interface BlueGreen {
  readonly web: string;
  readonly alternate: string;
  readonly productionRule: string;
  readonly testRule: string;
  /** For a service's `loadBalancers`. */
  readonly loadBalancers: LoadBalancer[];
}

export async function blueGreen(aws: TestAws, name = 'web', containerName = 'service1'): Promise<BlueGreen> {
  const web = await aws.targetGroup(name);
  const alternate = await likeGroup(aws, `${name}-alternate`);
  const { TargetGroups } = await aws.elb.send(new DescribeTargetGroupsCommand({ TargetGroupArns: [web] }));
  const LoadBalancerArn = TargetGroups?.[0]?.LoadBalancerArns?.[0];
  const production = await rule(aws, LoadBalancerArn, 443, web);
  const test = await rule(aws, LoadBalancerArn, 8443, alternate);
  return {
    web,
    alternate,
    productionRule: production,
    testRule: test,
    loadBalancers: [
      {
        targetGroupArn: web,
        containerName,
        containerPort: 8080,
        advancedConfiguration: {
          alternateTargetGroupArn: alternate,
          productionListenerRule: production,
          testListenerRule: test,
          roleArn: 'arn:aws:iam::123456789012:role/ecs-load-balancers',
        },
      },
    ],
  };
}

/** How many percent of a rule's requests go to each target group, by name: `{ web: 90, 'web-alternate': 10 }`. */
export async function weightsOf(aws: TestAws, ruleArn: string): Promise<Record<string, number>> {
  const { Rules } = await aws.elb.send(new DescribeRulesCommand({ RuleArns: [ruleArn] }));
  const forward = Rules?.[0]?.Actions?.find(({ Type }) => Type === 'forward');
  const groups = forward?.ForwardConfig?.TargetGroups ?? [
    { TargetGroupArn: forward?.TargetGroupArn, Weight: 100 },
  ];
  const whole = groups.reduce((sum, { Weight = 0 }) => sum + Weight, 0);
  return Object.fromEntries(
    groups.map(({ TargetGroupArn, Weight = 0 }) => [nameOf(TargetGroupArn), (100 * Weight) / whole]),
  );
}

export function nameOf(targetGroupArn: string | undefined): string {
  return /targetgroup\/([^/]+)\//.exec(targetGroupArn ?? '')?.[1] ?? '';
}

/** The same health checks and draining as `TestAws.targetGroup`. */
async function likeGroup(aws: TestAws, name: string): Promise<string> {
  const { TargetGroups } = await aws.elb.send(
    new CreateTargetGroupCommand({
      Name: name,
      TargetType: 'ip',
      Protocol: 'HTTP',
      Port: 8080,
      VpcId: 'vpc-1',
      HealthCheckIntervalSeconds: 10,
      HealthyThresholdCount: 2,
      UnhealthyThresholdCount: 2,
    }),
  );
  const TargetGroupArn = TargetGroups?.[0]?.TargetGroupArn ?? '';
  await aws.elb.send(
    new ModifyTargetGroupAttributesCommand({
      TargetGroupArn,
      Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }],
    }),
  );
  return TargetGroupArn;
}

async function rule(
  aws: TestAws,
  LoadBalancerArn: string | undefined,
  Port: number,
  group: string,
): Promise<string> {
  const { Listeners } = await aws.elb.send(
    new CreateListenerCommand({
      LoadBalancerArn,
      Port,
      Protocol: 'HTTPS',
      DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
    }),
  );
  const { Rules } = await aws.elb.send(
    new CreateRuleCommand({
      ListenerArn: Listeners?.[0]?.ListenerArn,
      Priority: 1,
      Conditions: [{ Field: 'path-pattern', Values: ['/*'] }],
      Actions: [{ Type: 'forward', TargetGroupArn: group }],
    }),
  );
  return Rules?.[0]?.RuleArn ?? '';
}
