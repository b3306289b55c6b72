import { wasRevoked } from '../gates/example.ts';
import { environmentState } from '../ledger/environment-state.ts';
import { releaseId } from '../release/release-id.ts';
import { runningIn } from './running.ts';
import { story, type Scene } from './testing/promotions.ts';
import { two } from './testing/small-board.ts';

function running(...scenes: readonly Scene[]) {
  const facts = story('live', ...scenes);
  return runningIn(facts, environmentState('live', facts));
}

it('is nothing before the first promotion', () => {
  expect(running()).toBeNull();
});

it('is what the last promotion says runs, since its end, by who asked for it', () => {
  const found = running(
    { release: two(1, 1), from: 0, to: 10 },
    { release: two(2, 1), from: 60, to: 75, by: 'ben' },
  );
  expect(found).toMatchObject({
    releaseId: releaseId(two(2, 1)),
    since: { at: '2026-11-02T01:15:00.000Z', by: 'ben' },
    standing: 'verified',
  });
});

it('has run a service since its build came, however many releases came after it', () => {
  const found = running(
    { release: two(1, 1), from: 0, to: 10 },
    { release: two(2, 1), from: 60, to: 75, by: 'ben' },
  );
  expect(found?.sinceOf.get('service2')).toEqual({ at: '2026-11-02T00:10:00.000Z', by: 'anna' });
  expect(found?.sinceOf.get('service1')).toEqual({ at: '2026-11-02T01:15:00.000Z', by: 'ben' });
});

it('has run a build that went and came again since it came again', () => {
  const found = running(
    { release: two(1, 1), from: 0, to: 10 },
    { release: two(2, 1), from: 20, to: 30 },
    { release: two(1, 1), from: 40, to: 50, kind: 'rollback' },
  );
  expect(found?.sinceOf.get('service1')?.at).toBe('2026-11-02T00:50:00.000Z');
  expect(found?.sinceOf.get('service2')?.at).toBe('2026-11-02T00:10:00.000Z');
});

it('is as before after a promotion that went back, and since before', () => {
  const found = running(
    { release: two(1, 1), from: 0, to: 10 },
    {
      release: two(2, 2),
      from: 20,
      to: 40,
      turnedAt: 30,
      result: 'rolledBack',
      running: releaseId(two(1, 1)),
    },
  );
  expect(found?.since.at).toBe('2026-11-02T00:10:00.000Z');
  expect(found?.standing).toBe('verified');
});

it('does not listen to a refusal', () => {
  const found = running(
    { release: two(1, 1), from: 0, to: 10 },
    { release: two(2, 2), from: 20, to: 21, result: 'refused' },
  );
  expect(found?.releaseId).toBe(releaseId(two(1, 1)));
});

it('is nothing that was recorded after a failure that nobody could mend', () => {
  expect(
    running(
      { release: two(1, 1), from: 0, to: 10 },
      { release: two(2, 2), from: 20, to: 40, result: 'failed' },
    ),
  ).toBeNull();
});

it('was not verified where a promotion ended without, and stands no more where that was taken back', () => {
  const failed = {
    release: two(1, 1),
    from: 0,
    to: 10,
    result: 'failed',
    running: releaseId(two(1, 1)),
  } as const;
  expect(running(failed)?.standing).toBe('notVerified');
  expect(
    running({ release: two(1, 1), from: 0, to: 10 }, { at: 20, draft: wasRevoked(two(1, 1)) })?.standing,
  ).toBe('takenBack');
});
