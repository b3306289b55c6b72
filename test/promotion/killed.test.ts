import type { EnvironmentTools } from '../../ts/app/tools.ts';
import { environmentState } from '../../ts/core/ledger/environment-state.ts';
import type { PromotionRecord } from '../../ts/core/promotion/record.ts';
import type { Release } from '../../ts/core/release/release.ts';
import { addressCheck, answering, throughCodeDeploy, World } from './world.ts';

/**
 * A promotion that is killed at any point and run again ends as an undisturbed one, and begins nothing twice. A kill is a throw that
 * nothing in the product catches, before each call of a port, which is also after the one before it; real signals are tested on the program.
 */
class Killed extends Error {}

let world: World;
afterEach(() => world.close());

/** Counts the calls of the ports, and kills at the one that is asked for. */
function killedAt(call: number, tools: EnvironmentTools): EnvironmentTools {
  let calls = 0;
  const mortal = <T extends object>(port: T): T =>
    new Proxy(port, {
      get: (target, member) => {
        const value: unknown = Reflect.get(target, member);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          calls += 1;
          if (calls === call) return Promise.reject(new Killed());
          return (value as (...args: unknown[]) => unknown).apply(target, args);
        };
      },
    });
  return {
    ...tools,
    ledger: mortal(tools.ledger),
    services: mortal(tools.services),
    registry: mortal(tools.registry),
  };
}

/** The promotion, killed at the given call; undefined when it was done before that. */
async function promoteKilledAt(
  call: number,
  release: Release,
  differing: Parameters<World['tools']>[0] = {},
): Promise<PromotionRecord | undefined> {
  const tools = killedAt(call, await world.tools(differing));
  try {
    return await world.promoteWith(tools, release);
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    return undefined;
  }
}

/** What the ledger holds, and what was told of after the first `before` facts. */
async function stateOfTest(before = 0) {
  const { ledger } = await world.tools();
  const facts = await ledger.read('test');
  const told = facts.slice(before).map((fact) => (fact.kind === 'promotion' ? fact.phase : fact.kind));
  return { facts, told, state: environmentState('test', facts) };
}

describe('killed before any call of a port', () => {
  test('a promotion that succeeds is finished by the next run', async () => {
    world = await World.start({ desiredCount: 1 });
    for (let call = 1, done = false; !done; call++) {
      const release = await world.release(100 + call, 200 + call);
      const updates = world.calls('UpdateService');
      const before = (await stateOfTest()).facts.length;
      done = (await promoteKilledAt(call, release)) !== undefined;
      const result = done ? 'verified' : (await world.promote(release)).result;
      expect({ call, result }).toEqual({
        call,
        result: expect.stringMatching(/verified|nothingToDo/) as string,
      });
      expect({ call, updates: world.calls('UpdateService') - updates }).toEqual({ call, updates: 2 });
      const { state, told } = await stateOfTest(before);
      expect({ call, told }).toEqual({ call, told: ['intent', 'verification', 'outcome'] });
      expect(state.lastVerified?.release).toEqual(release);
      if (done) expect(call).toBeGreaterThan(20);
    }
  }, 180_000);

  test('a promotion whose smoke check fails goes back once, whichever run does it', async () => {
    world = await World.start({ desiredCount: 1 });
    const good = await world.release(90, 41);
    await world.promote(good);
    const goodDigest = good.services['service1']?.digest ?? '';
    const failing = {
      settings: { smoke: [addressCheck('https://test.acme.example/')] },
      probe: answering(async () => ((await world.imageOf('service1'))?.endsWith(goodDigest) ? 200 : 503)),
    };
    for (let call = 1, done = false; !done; call++) {
      const bad = await world.release(100 + call, 200 + call);
      const updates = world.calls('UpdateService');
      done = await goesBackOnce(bad, good, (release) => promoteKilledAt(call, release, failing), failing);
      // Forward once and back once for each of the two services.
      expect({ call, updates: world.calls('UpdateService') - updates }).toEqual({ call, updates: 4 });
      if (done) expect(call).toBeGreaterThan(20);
    }
  }, 180_000);
});

test('a promotion that ECS itself took back is not tried a second time by the next run', async () => {
  world = await World.start({ desiredCount: 1 });
  const good = await world.release(90, 41);
  await world.promote(good);
  // Some fifty calls, a crash loop of minutes each: every seventh shows each phase of it.
  for (let call = 7, done = false; !done; call += 7) {
    const bad = await world.release(100 + call, 200 + call);
    world.emulator.faults.add({ kind: 'crashLoop', repository: 'service2', tag: String(200 + call) });
    const updates = world.calls('UpdateService');
    done = await goesBackOnce(bad, good, (release) => promoteKilledAt(call, release));
    // Forward for both; back for service1, and for service2 unless ECS had gone back before the next run looked.
    expect(world.calls('UpdateService') - updates).toBeLessThanOrEqual(4);
  }
}, 180_000);

test('a deployment that was stopped is stopped once, and the next run goes back from there', async () => {
  world = await World.start({ desiredCount: 1, circuitBreaker: false });
  const good = await world.release(90, 41);
  await world.promote(good);
  // Every eighth call shows each phase of it: before the stop, between the stop and the turn, and after that.
  const stopsBefore: number[] = [];
  for (let call = 6, done = false; !done; call += 8) {
    const bad = await world.release(100 + call, 200 + call);
    world.emulator.faults.add({ kind: 'imageMissing', repository: 'service2', tag: String(200 + call) });
    const stops = world.calls('StopServiceDeployment');
    done = await goesBackOnce(bad, good, async (release) => {
      const record = await promoteKilledAt(call, release);
      stopsBefore.push(world.calls('StopServiceDeployment') - stops);
      return record;
    });
    expect({ call, stops: world.calls('StopServiceDeployment') - stops }).toEqual({ call, stops: 1 });
  }
  // Some were killed before it was asked for and some after, so both ways were gone.
  expect([...new Set(stopsBefore)].toSorted()).toEqual([0, 1]);
}, 180_000);

test('a promotion through CodeDeploy deploys each service once, whichever run does it', async () => {
  world = await World.start({ desiredCount: 1, traffic: true, codeDeploy: {} });
  // Every fourth call shows each phase of it: before and after a deployment is created, and while both are followed.
  for (let call = 2, done = false; !done; call += 4) {
    const release = await world.release(100 + call, 200 + call);
    const before = world.calls('CreateDeployment');
    done = (await promoteKilledAt(call, release, throughCodeDeploy())) !== undefined;
    const record = done ? undefined : await world.promote(release, {}, throughCodeDeploy());
    if (record) expect(['verified', 'nothingToDo']).toContain(record.result);
    expect({ call, created: world.calls('CreateDeployment') - before }).toEqual({ call, created: 2 });
  }
}, 180_000);

/** Runs to the kill and then once more; answers whether the kill never came. */
async function goesBackOnce(
  bad: Release,
  good: Release,
  killedRun: (release: Release) => Promise<PromotionRecord | undefined>,
  differing: Parameters<World['tools']>[0] = {},
): Promise<boolean> {
  const before = (await stateOfTest()).facts.length;
  const done = (await killedRun(bad)) !== undefined;
  const ended = done || (await stateOfTest(before)).told.includes('outcome');
  if (!ended) expect((await world.promote(bad, {}, differing)).result).toBe('rolledBack');
  const { state, told } = await stateOfTest(before);
  expect(told).toEqual(['intent', 'rollback', 'verification', 'outcome']);
  expect(state.lastVerified?.release).toEqual(good);
  return done;
}
