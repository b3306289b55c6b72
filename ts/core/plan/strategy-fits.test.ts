import type { CodeDeployStrategy, Strategy } from '../config/config.ts';
import { liveTarget, running } from '../gates/example.ts';
import type { LiveTarget } from '../gates/situation.ts';
import type { ActiveService, CodeDeployGroup } from '../live/live.ts';
import { build } from '../release/example.ts';
import { strategyProblems } from './strategy-fits.ts';

const where = {
  environment: 'live',
  cluster: 'arn:aws:ecs:ap-southeast-2:123456789012:cluster/appcluster-live',
};
const blueGreen: Strategy = { type: 'blueGreen', bakeMinutes: 0, pauses: [] };
const codeDeploy: CodeDeployStrategy = {
  type: 'codeDeploy',
  application: 'acme',
  deploymentGroup: 'web',
  pause: false,
  hooks: {},
};
const group: CodeDeployGroup = {
  status: 'found',
  deploys: [{ cluster: 'appcluster-live', ecsService: 'web' }],
  configuration: 'CodeDeployDefault.ECSAllAtOnce',
  readyWait: null,
  waitMinutes: 0,
};
const balancer = { targetGroup: 'tg/web', container: 'web', port: 80, shiftable: true };

function problems(
  strategy: Strategy,
  service: Partial<ActiveService>,
  group: CodeDeployGroup | null = null,
): readonly string[] {
  const live: LiveTarget = { ...liveTarget(running('web', build(1))), codeDeploy: group };
  const active = { ...(live.service as ActiveService), ...service };
  const target = { service: 'web', ecsService: 'web', container: 'web', strategy };
  return strategyProblems(target, active, live, where).map(({ code }) => code);
}

test.each<[string, Strategy, Partial<ActiveService>, CodeDeployGroup | null, readonly string[]]>([
  ['rolling fits a service of ECS', { type: 'rolling' }, {}, null, []],
  [
    'rolling does not fit one that ECS moves otherwise',
    { type: 'rolling' },
    { strategy: 'CANARY' },
    null,
    ['plan-strategy-differs'],
  ],
  [
    'rolling does not fit one that CodeDeploy moves',
    { type: 'rolling' },
    { controller: 'CODE_DEPLOY' },
    null,
    ['plan-controller'],
  ],
  ['blue/green fits where traffic can shift', blueGreen, { loadBalancers: [balancer] }, null, []],
  ['blue/green fits where there is no traffic', blueGreen, {}, null, []],
  [
    'blue/green does not fit where one load balancer can’t shift',
    blueGreen,
    { loadBalancers: [balancer, { ...balancer, shiftable: false }] },
    null,
    ['plan-traffic-fixed'],
  ],
  [
    'a hook that goes on by itself is refused, whatever it is',
    blueGreen,
    {
      hooks: [
        { target: 'PAUSE', stages: ['POST_SCALE_UP'], onTimeout: 'CONTINUE' },
        { target: 'AWS_LAMBDA', stages: ['POST_SCALE_UP'], onTimeout: 'CONTINUE' },
        { target: 'PAUSE', stages: ['PRE_SCALE_UP'], onTimeout: null },
      ],
    },
    null,
    ['plan-hook-continues', 'plan-hook-continues'],
  ],
  ['CodeDeploy does not fit a service of ECS', codeDeploy, {}, group, ['plan-controller']],
  ['CodeDeploy fits its own service', codeDeploy, { controller: 'CODE_DEPLOY' }, group, []],
  [
    'a deployment group that is not there',
    codeDeploy,
    { controller: 'CODE_DEPLOY' },
    { status: 'missing', what: 'deploymentGroup' },
    ['plan-codedeploy-missing'],
  ],
  [
    'a deployment group of another service',
    codeDeploy,
    { controller: 'CODE_DEPLOY' },
    { ...group, deploys: [{ cluster: 'appcluster-live', ecsService: 'api' }] },
    ['plan-codedeploy-other'],
  ],
  [
    'a pause that the deployment group does not keep',
    { ...codeDeploy, pause: true },
    { controller: 'CODE_DEPLOY' },
    group,
    ['plan-codedeploy-no-wait'],
  ],
  [
    'a pause that it keeps',
    { ...codeDeploy, pause: true },
    { controller: 'CODE_DEPLOY' },
    { ...group, readyWait: { minutes: 60 } },
    [],
  ],
])('%s', (_, strategy, service, found, expected) => {
  expect(problems(strategy, service, found)).toEqual(expected);
});
