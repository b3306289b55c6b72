import type { DeploymentConfiguration, LoadBalancer } from '@aws-sdk/client-ecs';
import { TestAws } from '../../../testing/aws.ts';
import { blueGreen, type BlueGreen } from '../../../testing/blue-green.ts';
import { update } from '../../../testing/following.ts';

let aws: TestAws;
let rules: BlueGreen;
let definition: string;
beforeAll(async () => {
  aws = await TestAws.start();
  await aws.layOut();
  rules = await blueGreen(aws);
  definition = await aws.register('1');
});
afterAll(() => aws.close());

const create = (
  deploymentConfiguration: DeploymentConfiguration,
  loadBalancers: LoadBalancer[] = [],
): Promise<unknown> => aws.createService(definition, { deploymentConfiguration, loadBalancers });

const hook = (more: object): DeploymentConfiguration => ({
  strategy: 'BLUE_GREEN',
  lifecycleHooks: [
    { hookTargetArn: 'arn:lambda', roleArn: 'arn:role', lifecycleStages: ['PRE_SCALE_UP'], ...more },
  ],
});

const pause = (more: object): DeploymentConfiguration =>
  hook({ targetType: 'PAUSE', hookTargetArn: undefined, roleArn: undefined, ...more });

const manyHooks = (kind: 'lambda' | 'pause'): DeploymentConfiguration => ({
  lifecycleHooks: Array.from(
    { length: 11 },
    () => (kind === 'pause' ? pause({}) : hook({})).lifecycleHooks![0]!,
  ),
});

test.each<[string, DeploymentConfiguration, RegExp]>([
  ['a bake time of more than a day', { bakeTimeInMinutes: 1441 }, /bakeTimeInMinutes 1441/],
  ['half a minute', { bakeTimeInMinutes: 0.5 }, /bakeTimeInMinutes 0.5/],
  [
    'steps below 3 percent',
    { strategy: 'LINEAR', linearConfiguration: { stepPercent: 2.9 } },
    /stepPercent 2.9.*from 3 to 100/,
  ],
  [
    'steps above 100 percent',
    { strategy: 'LINEAR', linearConfiguration: { stepPercent: 100.1 } },
    /stepPercent 100.1/,
  ],
  [
    'steps finer than a tenth',
    { strategy: 'LINEAR', linearConfiguration: { stepPercent: 3.33 } },
    /multiples of 0.1/,
  ],
  [
    'steps that bake too long',
    { strategy: 'LINEAR', linearConfiguration: { stepBakeTimeInMinutes: 1441 } },
    /stepBakeTimeInMinutes 1441/,
  ],
  [
    'a canary without traffic',
    { strategy: 'CANARY', canaryConfiguration: { canaryPercent: 0 } },
    /canaryPercent 0.*from 0.1 to 100/,
  ],
  [
    'a canary that bakes for less than no time',
    { strategy: 'CANARY', canaryConfiguration: { canaryBakeTimeInMinutes: -1 } },
    /canaryBakeTimeInMinutes -1/,
  ],
  [
    'a canary in blue/green',
    { strategy: 'BLUE_GREEN', canaryConfiguration: {} },
    /only valid with the CANARY/,
  ],
  ['linear steps in a canary', { strategy: 'CANARY', linearConfiguration: {} }, /only valid with the LINEAR/],
  ['a strategy that nobody has', { strategy: 'RECREATE' as 'ROLLING' }, /enum value set: .*BLUE_GREEN/],
  ['a hook without stages', hook({ lifecycleStages: [] }), /lifecycleStages is required/],
  ['a hook in a stage of ECS’s own', hook({ lifecycleStages: ['SCALE_UP'] }), /enum value set/],
  [
    'a Lambda hook without a function',
    hook({ hookTargetArn: undefined }),
    /hookTargetArn and roleArn are required/,
  ],
  ['a Lambda hook without a role', hook({ roleArn: undefined }), /hookTargetArn and roleArn are required/],
  [
    'a hook of an unknown kind',
    hook({ targetType: 'SNS' }),
    /^Invalid targetType. Valid values are: AWS_LAMBDA, PAUSE$/,
  ],
  ['a pause with a function', pause({ hookTargetArn: 'arn:lambda' }), /not allowed for a PAUSE/],
  [
    'a pause while test traffic moves',
    pause({ lifecycleStages: ['POST_SCALE_UP', 'TEST_TRAFFIC_SHIFT'] }),
    /^Invalid lifecycle stage provided for Pause Hook$/,
  ],
  [
    'a pause while production traffic moves',
    pause({ lifecycleStages: ['PRODUCTION_TRAFFIC_SHIFT'] }),
    /^Invalid lifecycle stage provided for Pause Hook$/,
  ],
  [
    'a pause of more than two weeks',
    pause({ timeoutConfiguration: { timeoutInMinutes: 20_161 } }),
    /timeoutInMinutes 20161.*from 1 to 20160/,
  ],
  ['a pause of no time', pause({ timeoutConfiguration: { timeoutInMinutes: 0 } }), /timeoutInMinutes 0/],
  ['eleven pauses', manyHooks('pause'), /more than 10 PAUSE/],
  ['eleven functions', manyHooks('lambda'), /more than 10 AWS_LAMBDA/],
])('a service is not created with %s', async (_what, configuration, message) => {
  await expect(create(configuration)).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: expect.stringMatching(message),
  });
});

const changed = (change: LoadBalancer['advancedConfiguration'] | 'none'): LoadBalancer[] => {
  const [balancer] = rules.loadBalancers;
  const { advancedConfiguration, ...plain } = balancer!;
  return [
    change === 'none' ? plain : { ...plain, advancedConfiguration: { ...advancedConfiguration, ...change } },
  ];
};

test.each<[string, () => LoadBalancer[], RegExp]>([
  [
    'no advanced configuration',
    () => changed('none'),
    /^advancedConfiguration field is required for all loadBalancers when using a non-ROLLING deployment strategy$/,
  ],
  [
    'advanced configuration here and not there',
    () => [...changed({}), ...changed('none')],
    /^Either all or none of the provided loadBalancers must have advancedConfiguration defined$/,
  ],
  [
    'one group in both roles',
    () => changed({ alternateTargetGroupArn: rules.web }),
    /^Duplicate targetGroupArn found: arn:.*targetgroup\/web\//,
  ],
  [
    'no alternate group',
    () => changed({ alternateTargetGroupArn: undefined }),
    /^alternateTargetGroupArn is required/,
  ],
  [
    'no production rule',
    () => changed({ productionListenerRule: undefined }),
    /^productionListenerRule is required/,
  ],
  ['no role', () => changed({ roleArn: undefined }), /^roleArn is required/],
  [
    'an alternate group that is not there',
    () => changed({ alternateTargetGroupArn: `${rules.web}0` }),
    /^The specified target group does not exist: .*0$/,
  ],
  [
    'the listener in place of its rule',
    () => changed({ productionListenerRule: listenerOf(rules.productionRule) }),
    /^productionListenerRule has an invalid ARN format. Must be RuleArn for ALB or ListenerArn for NLB. Got: arn:\S+:listener\/app\//,
  ],
  [
    'the test listener in place of its rule',
    () => changed({ testListenerRule: listenerOf(rules.testRule) }),
    /^testListenerRule has an invalid ARN format/,
  ],
  [
    'one rule for production and test',
    () => changed({ testListenerRule: rules.productionRule }),
    /^The following rules cannot be used as both production and test listener rules: arn:/,
  ],
  [
    'no test rule where the production rule knows only one group',
    () => changed({ testListenerRule: undefined }),
    /^For Application LoadBalancer, testListenerRule is required when/,
  ],
])('a blue/green service is not created with %s', async (_what, loadBalancers, message) => {
  await expect(create({ strategy: 'BLUE_GREEN' }, loadBalancers())).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: expect.stringMatching(message),
  });
});

test('only services that ECS deploys have a strategy other than rolling', async () => {
  const service = { serviceName: 'moved', deploymentController: { type: 'CODE_DEPLOY' as const } };
  await expect(
    aws.createService(definition, { ...service, deploymentConfiguration: { strategy: 'BLUE_GREEN' } }),
  ).rejects.toThrow(/BLUE_GREEN deployment strategy requires the ECS deployment controller/);
  const rolling = { strategy: 'ROLLING' as const };
  await aws.createService(definition, { ...service, deploymentConfiguration: rolling });
  const change = { service: 'moved', deploymentConfiguration: { strategy: 'CANARY' as const } };
  await expect(update(aws, change)).rejects.toThrow(/CANARY deployment strategy requires/);
});

function listenerOf(ruleArn: string): string {
  return ruleArn.replace(':listener-rule/', ':listener/').replace(/\/[^/]+$/, '');
}

test('an update is held to the same rules, with what the service has already', async () => {
  await create({ strategy: 'CANARY', canaryConfiguration: { canaryPercent: 20 } }, rules.loadBalancers);
  const change = (deploymentConfiguration: DeploymentConfiguration): ReturnType<typeof update> =>
    update(aws, { deploymentConfiguration });
  await expect(change({ strategy: 'LINEAR', linearConfiguration: { stepPercent: 2 } })).rejects.toThrow(
    /stepPercent/,
  );
  await expect(update(aws, { loadBalancers: changed('none') })).rejects.toThrow(
    /advancedConfiguration field is required/,
  );
  expect((await change({ bakeTimeInMinutes: 7 })).deploymentConfiguration).toMatchObject({
    strategy: 'CANARY',
    bakeTimeInMinutes: 7,
    canaryConfiguration: { canaryPercent: 20, canaryBakeTimeInMinutes: 10 },
  });
  const linear = (await change({ strategy: 'LINEAR' })).deploymentConfiguration;
  expect(linear).toMatchObject({ linearConfiguration: { stepPercent: 10, stepBakeTimeInMinutes: 6 } });
  expect(linear).not.toHaveProperty('canaryConfiguration');
});
