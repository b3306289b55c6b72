import type { DeploymentConfiguration } from '@aws-sdk/client-ecs';
import fc from 'fast-check';
import { stepsOf, type Circumstances } from './steps.ts';

const usual: Circumstances = { hasBlue: true, mustReconcile: false, movesTraffic: true };

const stagesOf = (
  configuration: DeploymentConfiguration,
  circumstances: Partial<Circumstances> = {},
): string[] => [
  ...new Set<string>(stepsOf(configuration, { ...usual, ...circumstances }).map(({ stage }) => stage)),
];

/** E.g. `10% 6m`. */
const shiftsOf = (
  configuration: DeploymentConfiguration,
  circumstances: Partial<Circumstances> = {},
): string[] =>
  stepsOf(configuration, { ...usual, ...circumstances })
    .filter(({ hooks }) => hooks === 'PRODUCTION_TRAFFIC_SHIFT')
    .map(({ production, minutes }) => `${production ?? '-'}% ${minutes ?? '-'}m`);

const blueGreen: DeploymentConfiguration = { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 5 };

test('a blue/green deployment goes through the stages in the order of the developer guide', () => {
  expect(stagesOf(blueGreen)).toEqual([
    'PRE_SCALE_UP',
    'SCALE_UP',
    'POST_SCALE_UP',
    'TEST_TRAFFIC_SHIFT',
    'POST_TEST_TRAFFIC_SHIFT',
    'PRODUCTION_TRAFFIC_SHIFT',
    'POST_PRODUCTION_TRAFFIC_SHIFT',
    'BAKE_TIME',
    'CLEAN_UP',
  ]);
});

test('the service is reconciled first where more than one revision is active', () => {
  expect(stagesOf(blueGreen, { mustReconcile: true }).slice(0, 2)).toEqual([
    'RECONCILE_SERVICE',
    'PRE_SCALE_UP',
  ]);
});

test('a first deployment has nothing to bake beside', () => {
  expect(stagesOf(blueGreen, { hasBlue: false })).not.toContain('BAKE_TIME');
});

test.each<[string, DeploymentConfiguration, string[]]>([
  ['blue/green moves all at once', blueGreen, ['100% 0m']],
  ['a canary gets 5 percent for 10 minutes by default', { strategy: 'CANARY' }, ['5% 10m', '100% 0m']],
  [
    'a canary gets what is asked for',
    { strategy: 'CANARY', canaryConfiguration: { canaryPercent: 0.1, canaryBakeTimeInMinutes: 0 } },
    ['0.1% 0m', '100% 0m'],
  ],
  [
    'a canary of 100 percent is all of it',
    { strategy: 'CANARY', canaryConfiguration: { canaryPercent: 100, canaryBakeTimeInMinutes: 7 } },
    ['100% 0m'],
  ],
  [
    'linear takes 10 percent every 6 minutes by default',
    { strategy: 'LINEAR' },
    ['10% 6m', '20% 6m', '30% 6m', '40% 6m', '50% 6m', '60% 6m', '70% 6m', '80% 6m', '90% 6m', '100% 0m'],
  ],
  [
    'linear takes the rest in its last step',
    { strategy: 'LINEAR', linearConfiguration: { stepPercent: 33.3, stepBakeTimeInMinutes: 1 } },
    ['33.3% 1m', '66.6% 1m', '99.9% 1m', '100% 0m'],
  ],
  [
    'linear with steps of 100 percent is all at once',
    { strategy: 'LINEAR', linearConfiguration: { stepPercent: 100 } },
    ['100% 0m'],
  ],
])('%s', (_rule, configuration, shifts) => {
  expect(shiftsOf(configuration)).toEqual(shifts);
});

test('with nothing to take over from, a canary gets all traffic at once', () => {
  expect(shiftsOf({ strategy: 'CANARY' }, { hasBlue: false })).toEqual(['100% 0m']);
});

test('without load balancers no traffic is moved, and nothing is waited for between shifts', () => {
  expect(shiftsOf({ strategy: 'LINEAR' }, { movesTraffic: false })).toEqual(['-% 0m']);
});

test('a linear deployment takes equal steps and ends at 100 percent', () => {
  fc.assert(
    fc.property(fc.integer({ min: 30, max: 1000 }), (tenths) => {
      const percents = stepsOf(
        { strategy: 'LINEAR', linearConfiguration: { stepPercent: tenths / 10 } },
        usual,
      ).flatMap(({ production }) => (production === undefined ? [] : [Math.round(production * 10)]));
      expect(percents.at(-1)).toBe(1000);
      for (const [index, percent] of percents.slice(0, -1).entries())
        expect(percent).toBe(tenths * (index + 1));
      expect(1000 - (percents.at(-2) ?? 0)).toBeLessThanOrEqual(tenths);
    }),
  );
});

test('the hooks before a shift of production traffic run before every shift', () => {
  const hooks = stepsOf(
    { strategy: 'LINEAR', linearConfiguration: { stepPercent: 50, stepBakeTimeInMinutes: 1 } },
    usual,
  ).flatMap((step) => step.hooks ?? []);
  expect(hooks.filter((stage) => stage === 'PRE_PRODUCTION_TRAFFIC_SHIFT')).toHaveLength(2);
  expect(hooks.filter((stage) => stage === 'POST_PRODUCTION_TRAFFIC_SHIFT')).toHaveLength(1);
});
