import { aRelease, build } from '../release/example.ts';
import { releaseId } from '../release/release-id.ts';
import type { Actor, FactDraft, PromotionOutcome } from '../ledger/fact.ts';
import { began, facts, situation, wasRevoked, wasVerified } from './example.ts';
import { exceptionsOf } from './exceptions.ts';
import { refusals } from './gates.ts';
import type { PromotionRequest, Situation } from './situation.ts';

/** Gates that look at the environment itself: overtaking, one promotion at a time, the stop. Facts are written at 09:00, 09:01, … */
const [older, newer] = [aRelease({ service1: build(90) }), aRelease({ service1: build(91) })];
const anna: Actor = { name: 'anna' };

function at(
  drafts: readonly FactDraft[],
  { candidate = newer, now = '12:00', ...request }: Partial<PromotionRequest> & Candidate = {},
): Situation {
  return situation(
    'test',
    candidate,
    { test: facts('test', ...drafts) },
    {
      now: Date.parse(`2026-11-02T${now}:00.000Z`),
      request: { by: { name: 'bob' }, reason: null, kind: 'promote', exceptions: {}, ...request },
    },
  );
}
interface Candidate {
  readonly candidate?: typeof newer;
  readonly now?: string;
}

const codes = (judged: Situation) => refusals(judged).map(({ code }) => code);

describe('an older build does not overtake', () => {
  const verified = [began(newer), wasVerified(newer)];
  const derived = {
    ...older,
    parent: releaseId(newer),
    derived: { changed: ['service1'], reason: 'the new one is slow' },
  };

  test.each<[string, Situation, readonly string[]]>([
    ['a newer build comes', at([began(older), wasVerified(older)]), []],
    ['an older one is refused', at(verified, { candidate: older }), ['gate-overtaking']],
    ['the same one comes again', at(verified), []],
    ['a person may say so', at(verified, { candidate: older, exceptions: { older: 'it was slow' } }), []],
    ['an override below its parent has said so', at(verified, { candidate: derived }), []],
    [
      'where the newer one was taken back, the one before counts',
      at([began(older), wasVerified(older), ...verified, wasRevoked(newer)], { candidate: older }),
      [],
    ],
    [
      'after going back, what was gone back to counts',
      at([began(older), wasVerified(older), ...verified, wasVerified(older)], { candidate: older }),
      [],
    ],
    ['a rollback is asked nothing of the kind', at(verified, { candidate: older, kind: 'rollback' }), []],
  ])('%s', (_, judged, expected) => {
    expect(codes(judged)).toEqual(expected);
  });

  test('each service is compared, and named with both builds', () => {
    const [problem] = refusals(at(verified, { candidate: older }));
    expect(problem?.what).toContain('service1 would go from build 91 to the older 90.');
  });

  test('the exception is marked with its reason', () => {
    const judged = at(verified, { candidate: older, exceptions: { older: 'it was slow' } });
    expect(exceptionsOf(judged)).toEqual([
      { kind: 'older', gate: 'overtaking', environment: 'test', by: 'bob', reason: 'it was slow' },
    ]);
  });
});

describe('one promotion at a time', () => {
  const build7: Actor = { name: 'anna', build: { job: 'deploy-test', number: 7 } };
  const begins = (by: Actor) => ({ ...began(older), by });
  const ended = (result: PromotionOutcome['result']): FactDraft => ({
    kind: 'promotion',
    phase: 'outcome',
    by: anna,
    promotion: `01KB0Z3N7V${'0'.repeat(16)}`,
    releaseId: releaseId(older),
    result,
    summary: '',
    running: null,
    ...(result === 'awaitingDecision' && {
      question: { id: '1f0e2a9b44c1', pauses: [], deadline: null, checked: [] },
    }),
  });

  const goesBack: FactDraft = {
    kind: 'promotion',
    phase: 'rollback',
    by: anna,
    promotion: `01KB0Z3N7V${'0'.repeat(16)}`,
    releaseId: releaseId(older),
    to: null,
    cause: 'service1 crashed',
  };
  const answered: FactDraft = {
    kind: 'promotion',
    phase: 'decision',
    by: anna,
    promotion: `01KB0Z3N7V${'0'.repeat(16)}`,
    releaseId: releaseId(older),
    question: '1f0e2a9b44c1',
    answer: 'continue',
    answeredBy: 'rita',
    pauses: [],
  };

  test.each<[string, Situation, readonly string[]]>([
    ['another build’s is waited for', at([begins(build7)], { now: '09:29' }), ['gate-one-at-a-time']],
    ['until it can’t be alive any more', at([begins(build7)], { now: '09:30' }), []],
    [
      'a question keeps it alive from when it was asked',
      at([begins(build7), ended('awaitingDecision')], { now: '09:30' }),
      ['gate-one-at-a-time'],
    ],
    [
      'an answer keeps it alive from when it was given',
      at([begins(build7), ended('awaitingDecision'), answered], { now: '09:31' }),
      ['gate-one-at-a-time'],
    ],
    [
      'going back keeps it alive from when it turned',
      at([begins(build7), goesBack], { now: '09:30' }),
      ['gate-one-at-a-time'],
    ],
    ['until that can’t be alive any more', at([begins(build7), goesBack], { now: '09:31' }), []],
    ['an end ends it', at([begins(build7), ended('failed')], { now: '09:10' }), []],
    ['an interruption, too', at([begins(build7), ended('interrupted')], { now: '09:10' }), []],
    ['the same build may go on', at([begins(build7)], { now: '09:10', by: build7 }), []],
    [
      'another build of the same person may not',
      at([begins(build7)], { now: '09:10', by: { ...build7, build: { job: 'deploy-test', number: 8 } } }),
      ['gate-one-at-a-time'],
    ],
    [
      'nor the build of that number of another job',
      at([begins(build7)], { now: '09:10', by: { ...build7, build: { job: 'deploy-live', number: 7 } } }),
      ['gate-one-at-a-time'],
    ],
    ['without a build, the same person may', at([begins(anna)], { now: '09:10', by: anna }), []],
    ['the same release is taken up', at([begins(build7)], { now: '09:10', candidate: older }), []],
    ['going back waits for nobody', at([begins(build7)], { now: '09:10', kind: 'rollback' }), []],
  ])('%s', (_, judged, expected) => {
    expect(codes(judged)).toEqual(expected);
  });

  test('the refusal says whose it is, and until when', () => {
    const [problem] = refusals(at([begins(build7)], { now: '09:10' }));
    expect(problem?.what).toContain('anna (deploy-test #7) is promoting');
    expect(problem?.next).toContain('from 2026-11-02 09:30 UTC on');
  });
});

describe('a stopped line', () => {
  const stop = (active: boolean): FactDraft => ({ kind: 'stop', by: anna, active, reason: 'incident 12' });

  test.each<[string, Situation, readonly string[]]>([
    ['lets nothing in', at([stop(true)]), ['gate-stopped']],
    ['lets releases in again when that was lifted', at([stop(true), stop(false)]), []],
    ['is stopped again by a later stop', at([stop(true), stop(false), stop(true)]), ['gate-stopped']],
    ['lets an environment go back', at([stop(true)], { kind: 'rollback' }), []],
    [
      'knows no exception',
      at([stop(true)], { exceptions: { older: 'now', hotfix: 'now' } }),
      ['gate-stopped', 'gate-no-hotfix'],
    ],
  ])('%s', (_, judged, expected) => {
    expect(codes(judged)).toEqual(expected);
  });

  test('the refusal says who stopped it, when and why', () => {
    const [problem] = refusals(at([stop(true)]));
    expect(problem?.what).toContain('anna stopped the line at 2026-11-02 09:00 UTC: incident 12.');
  });
});
