import { programErrors } from '../../ts/core/errors/catalogue/program.ts';
import type { NativeStrategy } from '../../ts/core/config/config.ts';
import type { Notice } from '../../ts/core/notice/notice.ts';
import { anEnvironment } from '../../ts/core/gates/example.ts';
import { releaseToGoBackTo } from '../../ts/app/release-to-go-back-to.ts';
import { World } from './world.ts';

let world: World;
let told: Notice[];
const notices = {
  send(notice: Notice) {
    told.push(notice);
    return Promise.resolve([]);
  },
};
beforeEach(() => {
  told = [];
});
afterEach(() => world.close());

const events = () => told.map(({ event }) => event);

test('a promotion tells that it begins, with who and what, and that it is done', async () => {
  world = await World.start();
  const release = await world.release(90, 41);
  const record = await world.promote(release, { reason: 'GST' }, { notices });
  const common = { environment: 'test', by: 'anna', reason: 'GST', services: { service1: 90, service2: 41 } };
  const name = `${record.releaseId.slice(0, 7)} service1 90, service2 41`;
  expect(told).toEqual([
    {
      ...common,
      event: 'started',
      releaseId: record.releaseId,
      text: `${name} is promoted to test by anna.`,
    },
    { ...common, event: 'done', releaseId: record.releaseId, text: `${record.summary}\n${name}` },
  ]);
});

test('nothing to do and a refusal are told to nobody outside', async () => {
  world = await World.start();
  const release = await world.release(90, 41);
  await world.promote(release);
  await world.promote(release, {}, { notices });
  await world.promote(await world.release(91, 42), { approvedPlan: 'another' }, { notices });
  expect(told).toEqual([]);
});

test('what failed and went back tells why', async () => {
  world = await World.start();
  await world.promote(await world.release(90, 41));
  world.emulator.faults.add({ kind: 'crashLoop', repository: 'service2', tag: '42' });
  const record = await world.promote(await world.release(91, 42), {}, { notices });
  expect(events()).toEqual(['started', 'rolledBack']);
  expect(told[1]?.text).toContain(record.problems[0]?.what);
});

test('what failed and stays as it is has failed', async () => {
  world = await World.start();
  await world.promote(await world.release(90, 41));
  world.emulator.faults.add({ kind: 'crashLoop', repository: 'service2', tag: '42' });
  await world.promote(await world.release(91, 42), {}, { notices, settings: { onFailure: 'stop' } });
  expect(events()).toEqual(['started', 'failed']);
});

test('a broken-off promotion has failed until its next run, which does not begin anew', async () => {
  world = await World.start();
  const release = await world.release(90, 41);
  const stopped = new AbortController();
  world.emulator.onCall(({ operation }) => {
    if (operation !== 'UpdateService') return;
    stopped.abort(programErrors.interrupted.error({ signal: 'SIGTERM', step: 'promote', ended: true }));
  });
  await world.promote(release, {}, { notices, interrupted: stopped.signal });
  expect(events()).toEqual(['started', 'failed']);
  await world.promote(release, {}, { notices });
  expect(events()).toEqual(['started', 'failed', 'done']);
});

test('a deployment that waits for a person says so, each time that one is asked', async () => {
  world = await World.start({ traffic: true });
  const strategy: NativeStrategy = {
    type: 'blueGreen',
    bakeMinutes: 1,
    pauses: [{ stage: 'POST_TEST_TRAFFIC_SHIFT', decides: 'person', minutes: 60 }],
  };
  const services = anEnvironment('test', []).services.map((target) => ({ ...target, strategy }));
  await world.promote(await world.release(90, 41));
  const record = await world.promote(await world.release(91, 42), {}, { notices, settings: { services } });
  expect(record.result).toBe('awaitingDecision');
  expect(events()).toEqual(['started', 'waiting']);
});

test('a rollback is told as one', async () => {
  world = await World.start();
  await world.promote(await world.release(90, 41));
  await world.promote(await world.release(91, 42));
  const tools = await world.tools({ notices });
  const target = await releaseToGoBackTo(tools.environment, undefined, tools.ledger);
  await world.promoteWith(tools, target, { kind: 'rollback', reason: 'orders are lost' });
  expect(events()).toEqual(['started', 'done']);
  expect(told[0]?.text).toMatch(/ is brought back to test by anna\.$/);
});
