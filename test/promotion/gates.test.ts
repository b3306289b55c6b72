import { revoke } from '../../ts/app/revoke.ts';
import { stopTheLine } from '../../ts/app/stop.ts';
import { environmentState } from '../../ts/core/ledger/environment-state.ts';
import { World } from './world.ts';

/** What gates rest on, written by the product itself. */
let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.close());

const by = { name: 'anna' };

async function state() {
  const { ledger } = await world.tools();
  return environmentState('test', await ledger.read('test'));
}

test('a stopped line refuses promotions before AWS hears of anything, until somebody lifts it', async () => {
  const { ledger } = await world.tools();
  const release = await world.release(90, 41);
  const stop = { environment: 'test', by, reason: 'incident 12' };
  await stopTheLine({ ...stop, active: true }, ledger);
  const refused = await world.promote(release);
  expect(refused).toMatchObject({ result: 'refused', problems: [{ code: 'gate-stopped' }] });
  expect(world.calls('RegisterTaskDefinition')).toBe(2);
  await stopTheLine({ ...stop, active: false }, ledger);
  expect((await world.promote(release)).result).toBe('verified');
});

test('a second stop keeps the first one’s word, and lifting wants a person', async () => {
  const { ledger } = await world.tools();
  const stop = { environment: 'test', active: true, by, reason: 'incident 12' };
  const { fact } = await stopTheLine(stop, ledger);
  const again = await stopTheLine({ ...stop, by: { name: 'bob' }, reason: 'me too' }, ledger);
  expect(again).toMatchObject({ fact: null, stop: { id: fact, by, reason: 'incident 12' } });
  await expect(stopTheLine({ ...stop, active: false, by: { name: 'timer' } }, ledger)).rejects.toThrow(
    /no person/,
  );
});

test('what is taken back counts no more, also under another parent, and nothing is taken back twice', async () => {
  const { ledger } = await world.tools();
  const release = await world.release(90, 41);
  await world.promote(release);
  const request = { environment: 'test', by, reason: 'totals are wrong' };
  await revoke({ ...request, release: { ...release, parent: 'f'.repeat(64) } }, ledger);
  expect((await state()).lastVerified).toBeNull();
  await expect(revoke({ ...request, release }, ledger)).rejects.toThrow(/nothing to take back/);
  expect((await world.promote(release)).result).toBe('verified');
  expect((await state()).lastVerified).not.toBeNull();
});

test('a verified release that fails when it is deployed again counts no more', async () => {
  const release = await world.release(90, 41);
  await world.promote(release);
  world.emulator.faults.add({ kind: 'crashLoop', repository: 'service2', tag: '41' });
  const record = await world.promote(release, { kind: 'restart' }, { settings: { onFailure: 'stop' } });
  expect(record.result).toBe('failed');
  expect((await state()).lastVerified).toBeNull();
});

test('unless it is proven again by going back to it', async () => {
  const release = await world.release(90, 41);
  await world.promote(release);
  world.emulator.faults.add({ kind: 'crashLoop', repository: 'service2', tag: '42' });
  const next = { ...release, services: { ...release.services, service2: await world.build('service2', 42) } };
  expect((await world.promote(next)).result).toBe('rolledBack');
  expect((await state()).lastVerified?.release).toEqual(release);
});

test('a rollback that fails may be tried again', async () => {
  const [first, second] = [await world.release(90, 41), await world.release(91, 42)];
  await world.promote(first);
  await world.promote(second);
  world.emulator.faults.add({ kind: 'crashLoop', repository: 'service2', tag: '41' });
  const settings = { onFailure: 'stop' } as const;
  const back = { kind: 'rollback', reason: 'orders are lost' } as const;
  expect((await world.promote(first, back, { settings })).result).toBe('failed');
  const counted = (await state()).verifications.map(({ release }) => release);
  expect(counted).toContainEqual(first);
});

test('an exception is in the plan, and its word is in the ledger', async () => {
  const [first, second] = [await world.release(90, 41), await world.release(91, 42)];
  await world.promote(second);
  expect((await world.promote(first)).problems).toMatchObject([{ code: 'gate-overtaking' }]);
  const { plan } = await world.promote(first, { exceptions: { older: 'the new one is slow' } });
  const marked = [
    { kind: 'older', gate: 'overtaking', environment: 'test', by: 'anna', reason: 'the new one is slow' },
  ];
  expect(plan?.exceptions).toEqual(marked);
  expect((await state()).promotions.at(-1)?.intent.plan.exceptions).toEqual(marked);
});
