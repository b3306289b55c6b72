import { readHookEvent } from './event.ts';

const revision = 'arn:aws:ecs:us-west-2:123456789012:service-revision/my-cluster/my-service/';
const [green, blue] = [`${revision}9313423515462893900`, `${revision}1920498462936580504`];

/** As the developer guide shows it ("Lambda hooks for Amazon ECS service deployments"). */
const native = (lifecycleStage: string, weights: object = {}, more: object = {}) => ({
  executionId: 'e8d5a28f-eb01-4f3c-9454-a30ba6dc54bc',
  lifecycleStage,
  resourceArn:
    'arn:aws:ecs:us-west-2:123456789012:service-deployment/my-cluster/my-service/EZe5RNVLH6PPzHXINuP28',
  executionDetails: {
    serviceArn: 'arn:aws:ecs:us-west-2:123456789012:service/my-cluster/my-service',
    targetServiceRevisionArn: green,
    testTrafficWeights: {},
    productionTrafficWeights: {},
    ...weights,
  },
  ...more,
});

test('an event of CodeDeploy is known by its two ids', () => {
  expect(readHookEvent({ DeploymentId: 'd-ABCDEF123', LifecycleEventHookExecutionId: 'eyJ' })).toEqual({
    by: 'codeDeploy',
    deploymentId: 'd-ABCDEF123',
    executionId: 'eyJ',
  });
});

test('an event of ECS brings its stage, its deployment and what the hook is set to', () => {
  const details = { hookDetails: { checks: [{ url: 'https://a.example/' }] } };
  expect(readHookEvent(native('POST_TEST_TRAFFIC_SHIFT', {}, details))).toEqual({
    by: 'ecs',
    executionId: 'e8d5a28f-eb01-4f3c-9454-a30ba6dc54bc',
    stage: 'POST_TEST_TRAFFIC_SHIFT',
    deployment:
      'arn:aws:ecs:us-west-2:123456789012:service-deployment/my-cluster/my-service/EZe5RNVLH6PPzHXINuP28',
    details: { checks: [{ url: 'https://a.example/' }] },
    goesBack: false,
  });
});

test.each([
  ['a hook without details', native('PRE_SCALE_UP', {}, { hookDetails: null })],
  ['a stage that came later', native('SOMETHING_NEW')],
  ['an event with less in it', { executionId: 'e', lifecycleStage: 'POST_SCALE_UP' }],
])('%s is read, too', (_, event) => {
  expect(readHookEvent(event)).toMatchObject({ by: 'ecs', details: {}, goesBack: false });
});

test.each([[undefined], [null], ['text'], [{}], [{ DeploymentId: 'd-1' }], [[native('PRE_SCALE_UP')]]])(
  '%j is no event of either',
  (event) => {
    expect(readHookEvent(event)).toBeUndefined();
  },
);

describe('a rollback', () => {
  const back = { [green]: 0, [blue]: 100 };
  it.each([
    [
      'the production shift with all weight on the old revision',
      'PRODUCTION_TRAFFIC_SHIFT',
      { productionTrafficWeights: back },
      true,
    ],
    [
      'the test shift with all weight on the old revision',
      'TEST_TRAFFIC_SHIFT',
      { testTrafficWeights: back },
      true,
    ],
    [
      'the production shift to the new one',
      'PRODUCTION_TRAFFIC_SHIFT',
      { productionTrafficWeights: { [green]: 100, [blue]: 0 } },
      false,
    ],
    [
      'a step of a canary',
      'PRODUCTION_TRAFFIC_SHIFT',
      { productionTrafficWeights: { [green]: 10, [blue]: 90 } },
      false,
    ],
    [
      'the stage before the first shift',
      'PRE_PRODUCTION_TRAFFIC_SHIFT',
      { productionTrafficWeights: back },
      false,
    ],
    ['a shift without weights', 'PRODUCTION_TRAFFIC_SHIFT', {}, false],
  ])('%s', (_, stage, weights, goesBack) => {
    expect(readHookEvent(native(stage, weights))).toMatchObject({ goesBack });
  });
});
