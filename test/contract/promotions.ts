import type { Environment, Strategy } from '../../ts/core/config/config.ts';
import { services } from '../../ts/core/gates/example.ts';
import type { TaskCheck } from '../../ts/core/smoke/check.ts';
import type { RecordedCall } from '../../ts/rehearsal/aws/emulator.ts';
import { EcsServices } from '../../ts/adapters/ecs/ecs-services.ts';
import { TestAws } from '../../ts/rehearsal/aws/testing/aws.ts';
import { CodeDeployed } from '../../ts/rehearsal/aws/testing/code-deploy.ts';
import { PreflightWorld } from '../promotion/preflight-world.ts';
import { World } from '../promotion/world.ts';

/** Promotions whose requests are held to the contracts; one that is not here is not. */
export interface Promotion {
  readonly name: string;
  /** The request that moves the service, and what in it does. */
  readonly moves: { readonly operation: string; readonly with: object };
  readonly settings: Partial<Environment>;
  /** The service's new tasks do not live, so that it goes back. */
  readonly fails?: true;
  /** For what the world of whole promotions does not lay out. */
  readonly record?: () => Promise<readonly RecordedCall[]>;
}

const pauses = [{ stage: 'POST_TEST_TRAFFIC_SHIFT', decides: 'person', minutes: 60 }] as const;
const pause = { targetType: 'PAUSE', timeoutConfiguration: { timeoutInMinutes: 60, action: 'ROLLBACK' } };

const updating = (deploymentConfiguration?: object) => ({
  operation: 'UpdateService',
  with: { service: 'service1', ...(deploymentConfiguration && { deploymentConfiguration }) },
});

const by = (strategy: Strategy): Partial<Environment> => ({
  services: services.map((service) => ({ service, ecsService: service, container: service, strategy })),
});

const slowTask: TaskCheck = {
  kind: 'task',
  on: 'production',
  tries: 1,
  service: 'service1',
  taskDefinition: null,
  container: 'service1',
  command: ['sleep', '5000'],
  timeoutMinutes: 2,
};

export const promotions: readonly Promotion[] = [
  { name: 'rolling', moves: updating(), settings: by({ type: 'rolling' }) },
  { name: 'rolling, and back', moves: updating(), settings: by({ type: 'rolling' }), fails: true },
  {
    name: 'blueGreen',
    moves: updating({ strategy: 'BLUE_GREEN', bakeTimeInMinutes: 5 }),
    settings: by({ type: 'blueGreen', bakeMinutes: 5, pauses: [] }),
  },
  {
    name: 'blueGreen with a pause',
    moves: updating({ strategy: 'BLUE_GREEN', lifecycleHooks: [pause] }),
    settings: by({ type: 'blueGreen', bakeMinutes: 0, pauses }),
  },
  {
    name: 'linear',
    moves: updating({
      strategy: 'LINEAR',
      linearConfiguration: { stepPercent: 25, stepBakeTimeInMinutes: 2 },
    }),
    settings: by({ type: 'linear', stepPercent: 25, stepBakeMinutes: 2, bakeMinutes: 1, pauses: [] }),
  },
  {
    name: 'canary',
    moves: updating({
      strategy: 'CANARY',
      canaryConfiguration: { canaryPercent: 0.1, canaryBakeTimeInMinutes: 10 },
    }),
    settings: by({ type: 'canary', percent: 0.1, bakeMinutes: 10, pauses: [] }),
  },
  {
    name: 'rolling, with a task as smoke check that takes too long',
    moves: {
      operation: 'RunTask',
      with: {
        count: 1,
        overrides: { containerOverrides: [{ name: 'service1', command: ['sleep', '5000'] }] },
      },
    },
    settings: { ...by({ type: 'rolling' }), smoke: [slowTask] },
  },
  {
    name: 'codeDeploy',
    moves: {
      operation: 'CreateDeployment',
      with: {
        applicationName: 'shop',
        deploymentGroupName: 'live',
        revision: { revisionType: 'AppSpecContent' },
      },
    },
    settings: {},
    record: recordCodeDeploy,
  },
  {
    name: 'preflight, which changes nothing',
    moves: {
      operation: 'SimulatePrincipalPolicy',
      with: { ActionNames: ['secretsmanager:GetSecretValue'] },
    },
    settings: {},
    record: recordPreflight,
  },
];

const recorded = new Map<Promotion, Promise<readonly RecordedCall[]>>();

/**
 * What the product asks of AWS in a promotion to the emulated one, as far as the emulator goes along: a request that it refuses for a
 * reason of its own has been made all the same. Recorded once.
 */
export function requestsOf(promotion: Promotion): Promise<readonly RecordedCall[]> {
  const found = recorded.get(promotion) ?? (promotion.record ?? (() => record(promotion)))();
  recorded.set(promotion, found);
  return found;
}

async function record({ settings, fails }: Promotion): Promise<readonly RecordedCall[]> {
  const world = await World.start();
  try {
    // To go back to.
    if (fails) await world.promote(await world.release(90, 41));
    if (fails) world.emulator.faults.add({ kind: 'crashLoop', repository: 'service1', tag: '91' });
    const release = await world.release(91, 42);
    const before = world.emulator.calls.length;
    await world.promote(release, {}, { settings });
    return world.emulator.calls.slice(before);
  } finally {
    await world.close();
  }
}

/** All checks, of a service that has everything they look at. */
async function recordPreflight(): Promise<readonly RecordedCall[]> {
  const world = await PreflightWorld.start();
  const { emulator } = world.aws;
  try {
    const before = emulator.calls.length;
    await world.rows();
    return emulator.calls.slice(before);
  } finally {
    await world.aws.close();
  }
}

/** From the look at the service to the end of its deployment, through the adapter. */
async function recordCodeDeploy(): Promise<readonly RecordedCall[]> {
  const aws = await TestAws.start();
  try {
    await aws.layOut();
    await new CodeDeployed(aws).layOut();
    const taskDefinition = await aws.register('2');
    const before = aws.emulator.calls.length;
    const { ecs, elb, codedeploy } = aws;
    const call = <T>(_: unknown, send: (options: object) => Promise<T>) => send({});
    const adapter = new EcsServices({ ecs, elb, codedeploy, cluster: 'test', call });
    await adapter.observe(['service1']);
    const strategy = {
      type: 'codeDeploy',
      application: 'shop',
      deploymentGroup: 'live',
      pause: false,
      hooks: {},
    } as const;
    await adapter.codeDeployGroup(strategy);
    const started = await adapter.deploy('service1', taskDefinition, {
      ended: 'adopt',
      strategy,
      promotion: '01KB0Z3N7V0000000000000000',
    });
    for (let look = 0; look < 60; look++) {
      const [progress] = await adapter.progress([started]);
      if (progress?.state === 'succeeded') return aws.emulator.calls.slice(before);
      aws.advanceSeconds(10);
    }
    throw new Error('the deployment does not end');
  } finally {
    await aws.close();
  }
}
