import fc from 'fast-check';
import { rollingMoves, type Standing } from './rolling-moves.ts';

const tasks = fc
  .record({ alive: fc.nat(20), notUp: fc.nat(20) })
  .map(({ alive, notUp }) => ({ alive, up: Math.max(0, alive - notUp) }));

const standings: fc.Arbitrary<Standing> = fc.record({
  desired: fc.nat(20),
  minimumHealthyPercent: fc.nat(100),
  maximumPercent: fc.integer({ min: 100, max: 200 }),
  primary: tasks,
  old: tasks,
});

test('never starts more than the maximum leaves room for', () => {
  fc.assert(
    fc.property(standings, (standing) => {
      const { start } = rollingMoves(standing);
      const upper = Math.floor((standing.desired * standing.maximumPercent) / 100);
      if (start > 0) expect(start + standing.primary.alive + standing.old.up).toBeLessThanOrEqual(upper);
    }),
  );
});

test('never stops a task that is up where the minimum would be missed', () => {
  fc.assert(
    fc.property(standings, (standing) => {
      const { stopOldUp } = rollingMoves(standing);
      const lower = Math.ceil((standing.desired * standing.minimumHealthyPercent) / 100);
      if (stopOldUp > 0) {
        expect(standing.primary.up + standing.old.up - stopOldUp).toBeGreaterThanOrEqual(lower);
      }
    }),
  );
});

test('never leaves old tasks once the new ones are all up', () => {
  fc.assert(
    fc.property(standings, (standing) => {
      const done = { ...standing, primary: { alive: standing.desired, up: standing.desired } };
      const { stopOldUp, stopOldNotUp, start } = rollingMoves(done);
      expect([stopOldUp + stopOldNotUp, start]).toEqual([standing.old.alive, 0]);
    }),
  );
});

test('does nothing when all is as wanted', () => {
  fc.assert(
    fc.property(standings, (standing) => {
      const { desired } = standing;
      const rest = { ...standing, primary: { alive: desired, up: desired }, old: { alive: 0, up: 0 } };
      expect(rollingMoves(rest)).toEqual({ start: 0, stopPrimary: 0, stopOldUp: 0, stopOldNotUp: 0 });
    }),
  );
});

test.each([
  ['starts all first where there is room', 100, 200, { start: 4, stopOldUp: 0 }],
  ['starts half where the maximum is 150 percent', 100, 150, { start: 2, stopOldUp: 0 }],
  ['makes room by stopping half where there is none', 50, 100, { start: 0, stopOldUp: 2 }],
  ['cannot move where neither is allowed', 100, 100, { start: 0, stopOldUp: 0 }],
])('%s', (_rule, minimumHealthyPercent, maximumPercent, moves) => {
  const standing = { desired: 4, primary: { alive: 0, up: 0 }, old: { alive: 4, up: 4 } };
  expect(rollingMoves({ ...standing, minimumHealthyPercent, maximumPercent })).toMatchObject(moves);
});
