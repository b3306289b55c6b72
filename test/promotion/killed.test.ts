import type { EnvironmentTools } from '../../ts/app/tools.ts';
import { environmentState } from '../../ts/core/ledger/environment-state.ts';
import type { PromotionRecord } from '../../ts/core/promotion/record.ts';
import type { Release } from '../../ts/core/release/release.ts';
import { World } from './world.ts';

/**
 * A promotion that is killed at any point and run again ends as an undisturbed one, and begins nothing twice. A kill is a throw that
 * nothing in the product catches, before or after each call of a port had its effect; real signals are tested on the program.
 */
class Killed extends Error {}

let world: World;
afterEach(() => world.close());

/** Counts the calls of the ports, and kills at the one that is asked for. */
function killedAt(call: number, phase: 'before' | 'after', tools: EnvironmentTools): EnvironmentTools {
  let calls = 0;
  const mortal = <T extends object>(port: T): T =>
    new Proxy(port, {
      get: (target, member) => {
        const value: unknown = Reflect.get(target, member);
        if (typeof value !== 'function') return value;
        return async (...args: unknown[]) => {
          calls += 1;
          const dies = calls === call;
          if (dies && phase === 'before') throw new Killed();
          const answer: unknown = await (value as (...args: unknown[]) => unknown).apply(target, args);
          if (dies) throw new Killed();
          return answer;
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
  phase: 'before' | 'after',
  release: Release,
): Promise<PromotionRecord | undefined> {
  const tools = killedAt(call, phase, await world.tools());
  try {
    return await world.promoteWith(tools, release);
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    return undefined;
  }
}

async function stateOfTest() {
  const { ledger } = await world.tools();
  const facts = await ledger.read('test');
  await world.leaveClocks();
  return { facts, state: environmentState('test', facts) };
}

describe.each(['before', 'after'] as const)('killed %s any call of a port', (phase) => {
  test('a promotion that succeeds is finished by the next run', async () => {
    world = await World.start({ desiredCount: 1 });
    for (let call = 1, done = false; !done; call++) {
      const release = await world.release(100 + call, 200 + call);
      const updates = world.calls('UpdateService');
      const before = (await stateOfTest()).facts.length;
      done = (await promoteKilledAt(call, phase, release)) !== undefined;
      if (!done)
        expect({ call, result: (await world.promote(release)).result }).toEqual({
          call,
          result: expect.stringMatching(/verified|nothingToDo/) as string,
        });
      const { facts, state } = await stateOfTest();
      const told = facts.slice(before).map((fact) => (fact.kind === 'promotion' ? fact.phase : fact.kind));
      expect({ call, updates: world.calls('UpdateService') - updates }).toEqual({ call, updates: 2 });
      expect({ call, told }).toEqual({ call, told: ['intent', 'verification', 'outcome'] });
      expect(state.lastVerified?.release).toEqual(release);
      if (done) expect(call).toBeGreaterThan(20);
    }
  }, 180_000);

  test('a promotion that fails goes back once, whichever run does it', async () => {
    world = await World.start({ desiredCount: 1 });
    const good = await world.release(90, 41);
    await world.promote(good);
    for (let call = 1, done = false; !done; call++) {
      const bad = await world.release(100 + call, 200 + call);
      world.emulator.faults.add({ kind: 'crashLoop', repository: 'service2', tag: String(200 + call) });
      const updates = world.calls('UpdateService');
      const before = (await stateOfTest()).facts.length;
      done = (await promoteKilledAt(call, phase, bad)) !== undefined;
      const { facts: soFar } = await stateOfTest();
      const ended = soFar.slice(before).some((fact) => fact.kind === 'promotion' && fact.phase === 'outcome');
      if (!done && !ended)
        expect({ call, result: (await world.promote(bad)).result }).toEqual({ call, result: 'rolledBack' });
      const { facts, state } = await stateOfTest();
      const told = facts.slice(before).map((fact) => (fact.kind === 'promotion' ? fact.phase : fact.kind));
      expect({ call, told }).toEqual({ call, told: ['intent', 'rollback', 'verification', 'outcome'] });
      // Forward for both; back for service1, and for service2 unless ECS had gone back by itself.
      expect(world.calls('UpdateService') - updates).toBeLessThanOrEqual(4);
      expect(state.lastVerified?.release).toEqual(good);
      if (done) expect(call).toBeGreaterThan(20);
    }
  }, 240_000);
});
