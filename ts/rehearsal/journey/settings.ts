import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeServicesCommand, ECSClient, UpdateServiceCommand, type Service } from '@aws-sdk/client-ecs';
import {
  CreateListenerCommand,
  CreateTargetGroupCommand,
  DescribeListenersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
  ModifyTargetGroupAttributesCommand,
  type Rule,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { accountId, clientSettings, region, type EnvironmentName } from './acme.ts';
import type { Stage } from './stage.ts';

/** What a team has set on a service in one environment before anything goes wrong, as Terraform sets it. */
export type Setting = (stage: Stage, environment: EnvironmentName, service: string) => Promise<void>;

export const alarmName = 'service2-5xx';
export const hookTargetArn = `arn:aws:lambda:${region}:${accountId}:function:validate-release`;

/** Deployments stop and go back when the service answers too often with an error. */
export const withAlarm: Setting = async ({ emulator }, environment, service) => {
  const ecs = new ECSClient(clientSettings(emulator.url));
  const { deploymentConfiguration } = await described(ecs, environment, service);
  await ecs.send(
    new UpdateServiceCommand({
      cluster: `appcluster-${environment}`,
      service,
      deploymentConfiguration: {
        ...deploymentConfiguration,
        alarms: { enable: true, rollback: true, alarmNames: [alarmName] },
      },
    }),
  );
};

/** The service moves blue/green, and a Lambda function looks at the new revision while it has the test traffic. */
export const withBlueGreenAndHook: Setting = async (stage, environment, service) => {
  const { url, clock } = stage.emulator;
  const ecs = new ECSClient(clientSettings(url));
  const { deploymentConfiguration, loadBalancers } = await described(ecs, environment, service);
  const [balancer] = loadBalancers ?? [];
  const advancedConfiguration = await secondWay(url, service, balancer?.targetGroupArn ?? '');
  await ecs.send(
    new UpdateServiceCommand({
      cluster: `appcluster-${environment}`,
      service,
      loadBalancers: [{ ...balancer, advancedConfiguration }],
      deploymentConfiguration: {
        ...deploymentConfiguration,
        strategy: 'BLUE_GREEN',
        bakeTimeInMinutes: 0,
        lifecycleHooks: [
          {
            targetType: 'AWS_LAMBDA',
            hookTargetArn,
            roleArn: `arn:aws:iam::${accountId}:role/ecs-lambda`,
            lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'],
          },
        ],
      },
    }),
  );
  // ECS deploys once for it; nobody waits for that here.
  clock.advance(600_000);
  writeStrategy(stage, environment, service, '{ type: blueGreen }');
};

/**
 * The service's traffic can shift, and promotion.yaml says how: a tenth of it first, after a person has looked at the new tasks.
 * Answers the rule that production traffic comes by.
 */
export async function withCanaryAndPause(
  stage: Stage,
  environment: EnvironmentName,
  service: string,
): Promise<string> {
  const { url, clock } = stage.emulator;
  const ecs = new ECSClient(clientSettings(url));
  const [balancer] = (await described(ecs, environment, service)).loadBalancers ?? [];
  const advancedConfiguration = await secondWay(url, service, balancer?.targetGroupArn ?? '');
  await ecs.send(
    new UpdateServiceCommand({
      cluster: `appcluster-${environment}`,
      service,
      loadBalancers: [{ ...balancer, advancedConfiguration }],
    }),
  );
  clock.advance(600_000);
  const strategy = '{ type: canary, percent: 10, bakeMinutes: 3, pauses: [{ minutes: 60 }] }';
  writeStrategy(stage, environment, service, strategy);
  return advancedConfiguration.productionListenerRule ?? '';
}

async function described(ecs: ECSClient, environment: EnvironmentName, name: string): Promise<Service> {
  const { services } = await ecs.send(
    new DescribeServicesCommand({ cluster: `appcluster-${environment}`, services: [name] }),
  );
  const [service] = services ?? [];
  if (!service) throw new Error(`there is no ${name} in ${environment}`);
  return service;
}

/** A second target group, and a listener for test traffic that leads there. */
async function secondWay(endpoint: string, service: string, targetGroupArn: string) {
  const elb = new ElasticLoadBalancingV2Client(clientSettings(endpoint));
  const { TargetGroups } = await elb.send(
    new DescribeTargetGroupsCommand({ TargetGroupArns: [targetGroupArn] }),
  );
  const [first] = TargetGroups ?? [];
  const LoadBalancerArn = first?.LoadBalancerArns?.[0];
  const { Listeners } = await elb.send(new DescribeListenersCommand({ LoadBalancerArn }));
  const rules = await elb.send(new DescribeRulesCommand({ ListenerArn: Listeners?.[0]?.ListenerArn }));
  const created = await elb.send(
    new CreateTargetGroupCommand({
      Name: `${first?.TargetGroupName ?? service}-2`,
      Protocol: first?.Protocol,
      Port: first?.Port,
      VpcId: first?.VpcId,
      TargetType: first?.TargetType,
      HealthCheckPath: first?.HealthCheckPath,
      HealthCheckIntervalSeconds: first?.HealthCheckIntervalSeconds,
      HealthyThresholdCount: first?.HealthyThresholdCount,
    }),
  );
  const alternateTargetGroupArn = created.TargetGroups?.[0]?.TargetGroupArn;
  await elb.send(
    new ModifyTargetGroupAttributesCommand({
      TargetGroupArn: alternateTargetGroupArn,
      Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }],
    }),
  );
  const test = await elb.send(
    new CreateListenerCommand({
      LoadBalancerArn,
      Port: 8080,
      Protocol: 'HTTP',
      DefaultActions: [{ Type: 'forward', TargetGroupArn: alternateTargetGroupArn }],
    }),
  );
  const testRules = await elb.send(
    new DescribeRulesCommand({ ListenerArn: test.Listeners?.[0]?.ListenerArn }),
  );
  return {
    alternateTargetGroupArn,
    productionListenerRule: rules.Rules?.find(leadsTo(targetGroupArn))?.RuleArn,
    testListenerRule: testRules.Rules?.[0]?.RuleArn,
    roleArn: `arn:aws:iam::${accountId}:role/ecs-load-balancers`,
  };
}

const leadsTo =
  (targetGroupArn: string) =>
  ({ Actions = [] }: Rule): boolean =>
    Actions.some((action) => action.TargetGroupArn === targetGroupArn);

/** The environment's map in promotion.yaml is in one line, or in several. */
function writeStrategy(stage: Stage, environment: EnvironmentName, service: string, strategy: string): void {
  const file = join(stage.deployments, 'promotion.yaml');
  const services = `services: { ${service}: { strategy: ${strategy} } }`;
  const text = readFileSync(file, 'utf8').replace(
    new RegExp(`(cluster: appcluster-${environment})( \\}|\\n)`),
    (_, cluster: string, end: string) =>
      `${cluster}${end === '\n' ? `\n    ${services}\n` : `, ${services} }`}`,
  );
  writeFileSync(file, text);
}
