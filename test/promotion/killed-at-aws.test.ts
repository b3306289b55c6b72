import type { Call } from '../../ts/adapters/aws/call.ts';
import type { Environment, NativeStrategy, Strategy } from '../../ts/core/config/config.ts';
import { anEnvironment } from '../../ts/core/gates/example.ts';
import type { PromotionRecord } from '../../ts/core/promotion/record.ts';
import { aRelease } from '../../ts/core/release/example.ts';
import type { Release } from '../../ts/core/release/release.ts';
import type { Fault } from '../../ts/rehearsal/aws/emulator.ts';
import { addressCheck, throughCodeDeploy, World } from './world.ts';

/**
 * A promotion is killed right after a request to AWS took effect, before its answer was heard: whatever the strategy, the next run
 * finishes it or undoes it, and nothing is begun twice. Every request that changes something, the first of each kind, and of the
 * looks that are alike every tenth; `EVERY_REQUEST=1` tries all of them, which takes some minutes.
 */
class Killed extends Error {}

let world: World;
afterEach(() => world.close());

/** Lets the request reach AWS, and never comes back from the one that is asked for. */
function killedAfter(request: number): (call: Call) => Call {
  let requests = 0;
  return (call) => async (operation, send) => {
    const answer = await call(operation, send);
    requests += 1;
    if (requests === request) throw new Killed(operation);
    return answer;
  };
}

const changing = /^(Register|Update|Create|Continue|Stop|Run|Tag|Put)/;

/** Numbers of the requests of an undisturbed promotion after which another one is to be killed. */
async function requestsToDieAfter(
  release: Release,
  settings: Partial<Environment>,
): Promise<readonly number[]> {
  const before = world.emulator.calls.length;
  await world.promote(release, {}, { settings });
  const operations = world.emulator.calls.slice(before).map(({ operation }) => operation);
  const every = process.env['EVERY_REQUEST'] === '1';
  return operations.flatMap((operation, index) => {
    const telling = changing.test(operation) || operations.indexOf(operation) === index;
    return every || telling || index % 10 === 0 ? [index + 1] : [];
  });
}

async function killedRun(
  request: number,
  release: Release,
  settings: Partial<Environment>,
): Promise<PromotionRecord | undefined> {
  const tools = await world.tools({ settings, around: killedAfter(request) });
  try {
    return await world.promoteWith(tools, release);
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    return undefined;
  }
}

const checked: NativeStrategy = {
  type: 'blueGreen',
  bakeMinutes: 1,
  pauses: [{ stage: 'POST_TEST_TRAFFIC_SHIFT', decides: 'checks', minutes: 60 }],
};
const canary: NativeStrategy = { type: 'canary', percent: 10, bakeMinutes: 2, pauses: [] };
const codeDeploy = throughCodeDeploy().settings.services?.[0]?.strategy ?? { type: 'rolling' };

/** Only service1, moved so. */
function moving(strategy: Strategy): Partial<Environment> {
  return {
    deadlineMinutes: 60,
    smoke: [{ ...addressCheck('https://test.acme.example:8443/'), on: 'testTraffic' }],
    services: anEnvironment('test', [])
      .services.slice(0, 1)
      .map((target) => ({ ...target, strategy })),
    waves: [['service1']],
  };
}

async function releaseOf(build: number): Promise<Release> {
  return aRelease({ service1: await world.build('service1', build) });
}

/** What moves a service: once a promotion, and once more where it goes back by a deployment of its own. */
function moves(): number {
  return world.calls('UpdateService') + world.calls('CreateDeployment');
}

function start(strategy: Strategy): Promise<World> {
  return World.start({
    desiredCount: 1,
    traffic: true,
    ...(strategy.type === 'codeDeploy' && { codeDeploy: {} }),
  });
}

const strategies: readonly (readonly [string, Strategy])[] = [
  ['rolling', { type: 'rolling' }],
  ['blue/green with checks', checked],
  ['canary', canary],
  ['CodeDeploy', codeDeploy],
];

describe.each(strategies)('by %s', (_, strategy) => {
  test('what was begun is finished, once', async () => {
    world = await start(strategy);
    const settings = moving(strategy);
    for (const request of await requestsToDieAfter(await releaseOf(90), settings)) {
      const release = await releaseOf(100 + request);
      const [movesBefore, registeredBefore] = [moves(), world.calls('RegisterTaskDefinition')];
      await killedRun(request, release, settings);
      const { result } = await world.promote(release, {}, { settings });
      expect({ request, result }).toEqual({
        request,
        result: expect.stringMatching(/verified|nothingToDo/) as string,
      });
      expect({
        request,
        moves: moves() - movesBefore,
        registered: world.calls('RegisterTaskDefinition') - registeredBefore,
      }).toEqual({ request, moves: 1, registered: 1 });
    }
  }, 400_000);

  test('what fails goes back, and is not tried a second time', async () => {
    world = await start(strategy);
    const settings = moving(strategy);
    const good = await releaseOf(90);
    await world.promote(good, {}, { settings });
    // Every ninth request shows each phase of it: before the failure, while it is stopped, and on the way back.
    const step = process.env['EVERY_REQUEST'] === '1' ? 1 : 9;
    for (let request = 2, done = false; !done; request += step) {
      const bad = await releaseOf(100 + request);
      const fault: Fault = { kind: 'crashLoop', repository: 'service1', tag: String(100 + request) };
      world.emulator.faults.add(fault);
      const registeredBefore = world.calls('RegisterTaskDefinition');
      const killed = await killedRun(request, bad, settings);
      done = killed !== undefined;
      const record = killed ?? (await world.promote(bad, {}, { settings }));
      expect({ request, result: record.result }).toEqual({ request, result: 'rolledBack' });
      expect(world.calls('RegisterTaskDefinition') - registeredBefore).toBe(1);
      expect(await world.imageOf('service1')).toContain(good.services['service1']?.digest);
    }
  }, 400_000);
});
