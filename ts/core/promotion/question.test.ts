import type { PromotionDecision } from '../ledger/fact.ts';
import { answerTo, questionOf, renderQuestion, secondsLeft, type Waiting } from './question.ts';

const pause = { stage: 'POST_TEST_TRAFFIC_SHIFT', hookId: 'hook-1', deadline: Date.UTC(2026, 9, 5, 9) };
const web: Waiting = { service: 'web', ecsService: 'web-live', deploymentId: 'sd/1', pause };
const api: Waiting = {
  ...web,
  service: 'api',
  ecsService: 'api-live',
  deploymentId: 'sd/2',
  pause: { ...pause, deadline: Date.UTC(2026, 9, 5, 8) },
};

function decided(waiting: readonly Waiting[]): PromotionDecision {
  const { id, pauses } = questionOf(waiting, []);
  return { question: id, pauses, answer: 'continue', answeredBy: 'anna' } as unknown as PromotionDecision;
}

test('the same pauses are the same question, whatever was checked', () => {
  expect(questionOf([web], ['checked']).id).toBe(questionOf([web], []).id);
});

test.each<[string, Waiting]>([
  ['another stage', { ...web, pause: { ...pause, stage: 'POST_PRODUCTION_TRAFFIC_SHIFT' } }],
  ['another hook', { ...web, pause: { ...pause, hookId: 'hook-2' } }],
  ['the same hook once more', { ...web, pause: { ...pause, deadline: pause.deadline + 60_000 } }],
  ['another deployment', { ...web, deploymentId: 'sd/9' }],
])('%s is another question, and an answer to the first is none to it', (_, other) => {
  expect(questionOf([other], []).id).not.toBe(questionOf([web], []).id);
  expect(answerTo(other, [decided([web])])).toBeUndefined();
});

test('an answer is to every pause that was asked about', () => {
  expect(answerTo(api, [decided([web, api])])?.answeredBy).toBe('anna');
});

test('it must be answered before the first of them runs out', () => {
  expect(renderQuestion('live', questionOf([web, api], ['web: 2 of 2 new tasks run sha256:1f…']))).toBe(
    [
      'live waits for a decision: go on, or go back?',
      '  web waits at POST_TEST_TRAFFIC_SHIFT',
      '  api waits at POST_TEST_TRAFFIC_SHIFT',
      '  web: 2 of 2 new tasks run sha256:1f…',
      'Without an answer by 2026-10-05 08:00 UTC AWS goes back by itself.',
      `Question ${questionOf([web, api], []).id}`,
    ].join('\n'),
  );
});

test.each([
  ['until the deadline', '2026-10-05T08:00:00.000Z', '2026-10-05T07:58:30.000Z', 90],
  [
    'a part of a second too long rather than too short, so that afterwards the deadline has passed',
    '2026-10-05T08:00:00.001Z',
    '2026-10-05T07:59:59.000Z',
    2,
  ],
  ['for a moment where the deadline has passed', '2026-10-05T08:00:00.000Z', '2026-10-05T09:00:00.000Z', 1],
  ['for two weeks where AWS gives no deadline', null, '2026-10-05T08:00:00.000Z', 1_209_600],
])('a person is asked %s', (_, deadline, now, seconds) => {
  expect(secondsLeft({ deadline }, Date.parse(now))).toBe(seconds);
});
