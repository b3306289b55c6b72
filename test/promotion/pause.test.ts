import type { NativeStrategy } from '../../ts/core/config/config.ts';
import { anEnvironment } from '../../ts/core/gates/example.ts';
import type { Question } from '../../ts/core/ledger/fact.ts';
import type { PromotionRecord } from '../../ts/core/promotion/record.ts';
import type { Release } from '../../ts/core/release/release.ts';
import { addressCheck, answering, World } from './world.ts';

let world: World;
afterEach(() => world.close());

const pausing: NativeStrategy = {
  type: 'blueGreen',
  bakeMinutes: 1,
  pauses: [{ stage: 'POST_TEST_TRAFFIC_SHIFT', decides: 'person', minutes: 60 }],
};
const { services } = anEnvironment('test', []);
/** Only service1 waits for a person. */
const settings = {
  services: services.map((target) =>
    target.service === 'service1' ? { ...target, strategy: pausing } : target,
  ),
  deadlineMinutes: 10,
};

/** A first release is verified without being asked for; the second one waits. */
async function waiting(): Promise<{ first: Release; next: Release; question: Question }> {
  world = await World.start({ traffic: true });
  const first = await world.release(90, 41);
  await world.promote(first);
  const next = { ...first, services: { ...first.services, service1: await world.build('service1', 91) } };
  const record = await world.promote(next, {}, { settings });
  expect(record).toMatchObject({ result: 'awaitingDecision', problems: [] });
  return { first, next, question: questionIn(record) };
}

function questionIn({ question }: PromotionRecord): Question {
  if (!question) throw new Error('nothing was asked');
  return question;
}

function answered(question: Question, answer: 'continue' | 'rollback', answeredBy = 'rita') {
  return { answer: { question: question.id, answer, answeredBy } };
}

test('a person is asked on test traffic, told what runs there, and who answered stays in the record', async () => {
  const { next, question } = await waiting();
  expect(question.pauses).toMatchObject([{ service: 'service1', stage: 'POST_TEST_TRAFFIC_SHIFT' }]);
  expect(question.checked).toEqual([
    `service1: 2 of 2 new tasks run ${next.services['service1']?.digest.slice(0, 19) ?? ''}…`,
  ]);
  const record = await world.promote(next, answered(question, 'continue'), { settings });
  expect(record).toMatchObject({
    result: 'verified',
    resumed: true,
    decisions: [{ answer: 'continue', answeredBy: 'rita', question: question.id }],
  });
});

test('while nobody has answered the same question is asked again, and nothing moves', async () => {
  const { next, question } = await waiting();
  const again = await world.promote(next, {}, { settings });
  expect(questionIn(again).id).toBe(question.id);
  expect(world.calls('ContinueServiceDeployment')).toBe(0);
});

test('the time that people take is not the deployment’s', async () => {
  const { next, question } = await waiting();
  world.emulator.clock.advance(50 * 60_000);
  const record = await world.promote(next, answered(question, 'continue'), { settings });
  expect(record.result).toBe('verified');
});

test('a person who wants it back gets back what was verified', async () => {
  const { first, next, question } = await waiting();
  const record = await world.promote(next, answered(question, 'rollback'), { settings });
  expect(record.result).toBe('rolledBack');
  expect(record.problems[0]?.what).toContain('rita decided at POST_TEST_TRAFFIC_SHIFT to go back');
  expect(await world.imageOf('service1')).toContain(first.services['service1']?.digest);
});

test('silence goes back', async () => {
  const { next } = await waiting();
  world.emulator.clock.advance(61 * 60_000);
  const record = await world.promote(next, {}, { settings });
  expect(record.result).toBe('rolledBack');
});

test('an answer to another question is refused, and changes nothing', async () => {
  const { next, question } = await waiting();
  const other = { ...question, id: '0123456789ab' };
  const record = await world.promote(next, answered(other, 'continue'), { settings });
  expect(record).toMatchObject({ result: 'refused', problems: [{ code: 'plan-not-the-question' }] });
  expect(world.calls('ContinueServiceDeployment')).toBe(0);
});

test('an answer that was recorded and not told is told by the next run, with or without it', async () => {
  const { next, question } = await waiting();
  const stop = world.emulator.onCall(({ operation }) => {
    if (operation !== 'ContinueServiceDeployment') return undefined;
    stop();
    return 'drop';
  });
  const interrupted = await world
    .promote(next, answered(question, 'continue'), { settings })
    .catch(() => null);
  const record =
    interrupted?.result === 'verified' ? interrupted : await world.promote(next, {}, { settings });
  expect(record.result).toBe('verified');
  expect(record.decisions).toHaveLength(1);
});

test('an answer given twice is one answer', async () => {
  const { next, question } = await waiting();
  await world.promote(next, answered(question, 'continue'), { settings });
  const again = await world.promote(next, answered(question, 'continue'), { settings });
  expect(again.result).toBe('refused');
  expect(world.calls('ContinueServiceDeployment')).toBe(1);
});

test('a hook of the service that goes on by itself is refused before anything starts', async () => {
  const lifecycleHooks = [
    {
      targetType: 'PAUSE' as const,
      lifecycleStages: ['POST_SCALE_UP' as const],
      timeoutConfiguration: { timeoutInMinutes: 5, action: 'CONTINUE' as const },
    },
  ];
  world = await World.start({ traffic: true, deployment: { strategy: 'BLUE_GREEN', lifecycleHooks } });
  const strategy: NativeStrategy = { type: 'blueGreen', bakeMinutes: 0, pauses: [] };
  const all = { services: services.map((target) => ({ ...target, strategy })) };
  const record = await world.promote(await world.release(90, 41), {}, { settings: all });
  expect(record.problems.map(({ code }) => code)).toEqual(['plan-hook-continues', 'plan-hook-continues']);
  expect(world.calls('UpdateService')).toBe(0);
});

describe('where the smoke checks on test traffic decide', () => {
  const strategy: NativeStrategy = {
    ...pausing,
    pauses: [{ stage: 'POST_TEST_TRAFFIC_SHIFT', decides: 'checks', minutes: 60 }],
  };
  const smoke = [{ ...addressCheck('https://test.acme.example:8443/health'), on: 'testTraffic' as const }];
  const checked = {
    ...settings,
    smoke,
    services: services.map((target) => (target.service === 'service1' ? { ...target, strategy } : target)),
  };

  /** Promotes build 91 while the address answers so. */
  async function promoteAnswering(status: number) {
    world = await World.start({ traffic: true });
    const first = await world.release(90, 41);
    await world.promote(first);
    const next = {
      ...first,
      services: { ...first.services, service1: await world.build('service1', 91) },
    };
    const probe = world.emulator.probes.start(world.productionRules.get('service1') ?? '');
    const record = await world.promote(next, {}, { settings: checked, probe: answering(status) });
    return { first, record, traffic: world.emulator.probes.stop(probe)?.byTargetGroup };
  }

  test('it goes on when all of them pass', async () => {
    const { record } = await promoteAnswering(200);
    expect(record).toMatchObject({
      result: 'verified',
      decisions: [{ answer: 'continue', answeredBy: 'smoke checks' }],
      smoke: [{ on: 'testTraffic', outcome: 'passed' }],
    });
  });

  test('it goes back when one fails, and no user has met the new tasks', async () => {
    const { first, record, traffic } = await promoteAnswering(503);
    expect(record).toMatchObject({
      result: 'rolledBack',
      decisions: [{ answer: 'rollback', answeredBy: 'smoke checks' }],
    });
    expect(record.problems[0]?.what).toContain('answers 503');
    expect(Object.keys(traffic ?? {})).toEqual(['service1']);
    expect(await world.imageOf('service1')).toContain(first.services['service1']?.digest);
  });
});
