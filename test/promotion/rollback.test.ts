import { releaseToGoBackTo } from '../../ts/app/release-to-go-back-to.ts';
import { programErrors } from '../../ts/core/errors/catalogue/program.ts';
import type { PromotionRecord } from '../../ts/core/promotion/record.ts';
import type { Release } from '../../ts/core/release/release.ts';
import { World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.close());

/** `ecs-promote rollback`, as a new process does it. */
async function rollback(release?: Release, differing: Parameters<World['tools']>[0] = {}) {
  const tools = await world.tools(differing);
  const target = await releaseToGoBackTo(tools.environment, release, tools.ledger);
  return world.promoteWith(tools, target, { kind: 'rollback', reason: 'orders are lost' });
}

function actions({ plan }: PromotionRecord): readonly string[] {
  return plan?.actions.map(({ action, service }) => `${action} ${service}`) ?? [];
}

test('a rollback brings back what was verified before, the whole set, and proves it', async () => {
  const first = await world.release(90, 41);
  await world.promote(first);
  await world.promote(await world.release(91, 42));
  const record = await rollback();
  expect(record).toMatchObject({ result: 'verified', reason: 'orders are lost', release: first });
  expect(actions(record)).toEqual(['deploy service1', 'deploy service2']);
  expect(record.proof.map(({ digest }) => digest)).toEqual(
    Object.values(first.services).map(({ digest }) => digest),
  );
});

test('it copies the task definition that was proven, not what was registered since', async () => {
  const first = await world.promote(await world.release(90, 41));
  await world.promote(await world.release(91, 42));
  await world.registerNewer('service1', { memory: 512 });
  const { plan } = await rollback();
  expect(plan?.actions.map((action) => action.action === 'deploy' && action.template)).toEqual(
    first.proof.map(({ taskDefinition }) => taskDefinition),
  );
});

test('it needs no approval where promotions do', async () => {
  const approved = { settings: { approval: { from: ['anna'], minimum: 1, notRequester: false } } };
  await world.promote(await world.release(90, 41));
  await world.promote(await world.release(91, 42));
  expect((await rollback(undefined, approved)).result).toBe('verified');
});

test('a tag that was moved since does not stop it: the digest is what counts', async () => {
  await world.close();
  world = await World.start({ mutableTags: true });
  await world.promote(await world.release(90, 41));
  await world.promote(await world.release(91, 42));
  await world.build('service1', 90, 'something else');
  expect((await rollback()).result).toBe('verified');
});

test('a release that was never verified here is refused', async () => {
  await world.promote(await world.release(90, 41));
  await expect(rollback(await world.release(91, 42))).rejects.toThrow(/never verified in test/);
});

test('without a release before there is nothing to go back to', async () => {
  await world.promote(await world.release(90, 41));
  await expect(rollback()).rejects.toThrow(/no release to go back to/);
});

test('a rollback that was killed goes on to where it was going', async () => {
  const first = await world.release(90, 41);
  await world.promote(first);
  await world.promote(await world.release(91, 42));
  const stopped = new AbortController();
  const interrupted = programErrors.interrupted.error({ signal: 'SIGTERM', step: 'rollback', ended: true });
  world.emulator.onCall(({ operation }) => {
    if (operation === 'UpdateService') stopped.abort(interrupted);
  });
  expect((await rollback(undefined, { interrupted: stopped.signal })).result).toBe('interrupted');
  const record = await rollback();
  expect(record).toMatchObject({ result: 'verified', resumed: true, release: first });
});
