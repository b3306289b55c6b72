import fc from 'fast-check';
import { beginRhythm, budget, longestPause, nextRhythm, shortestPause, type Rhythm } from './rhythm.ts';

/** Looks that cost so much each, with or without news, until `milliseconds` have passed. */
function looks(milliseconds: number, cost: (look: number) => number, news: (look: number) => boolean) {
  const seen: { at: number; requests: number; rhythm: Rhythm }[] = [];
  let rhythm = beginRhythm(0);
  for (let at = rhythm.pause, look = 0; at <= milliseconds; at += rhythm.pause, look++) {
    rhythm = nextRhythm(rhythm, { news: news(look), requests: cost(look), now: at });
    seen.push({ at, requests: cost(look), rhythm });
  }
  return seen;
}

const pauses = (seen: ReturnType<typeof looks>) => seen.map(({ rhythm }) => rhythm.pause);

test('it looks every two seconds while there is news', () => {
  expect(
    new Set(
      pauses(
        looks(
          60_000,
          () => 3,
          () => true,
        ),
      ),
    ),
  ).toEqual(new Set([shortestPause]));
});

test('it looks less and less often while it is quiet, but never seldom enough to keep a failure unnamed for ten seconds', () => {
  const quiet = pauses(
    looks(
      120_000,
      () => 3,
      () => false,
    ),
  );
  expect(quiet.slice(0, 5)).toEqual([3_000, 4_500, 6_750, longestPause, longestPause]);
  expect(Math.max(...quiet)).toBeLessThan(10_000);
});

test('news makes it look soon again', () => {
  const seen = pauses(
    looks(
      60_000,
      () => 3,
      (look) => look === 6,
    ),
  );
  expect(seen.slice(5, 8)).toEqual([longestPause, shortestPause, 3_000]);
});

test('fifty quiet services, ten requests a look, are looked at as often as one', () => {
  expect(
    pauses(
      looks(
        600_000,
        () => 10,
        () => false,
      ),
    ),
  ).toEqual(
    pauses(
      looks(
        600_000,
        () => 3,
        () => false,
      ),
    ),
  );
});

test('what the budget cannot bear is looked at less often, and it says so', () => {
  const seen = looks(
    600_000,
    () => 40,
    () => true,
  );
  expect(seen.at(-1)?.rhythm).toMatchObject({ pause: 20_000, isScarce: true });
  expect(
    looks(
      600_000,
      () => 10,
      () => true,
    ).some(({ rhythm }) => rhythm.isScarce),
  ).toBe(false);
});

test('it never exceeds the budget, whatever looks cost and however much happens', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 50 }),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 50 }),
      (costs, news) => {
        const cost = (look: number) => costs[look % costs.length] ?? 1;
        const seen = looks(300_000, cost, (look) => news[look % news.length] ?? false);
        let sent = 0;
        for (const { at, requests } of seen) {
          sent += requests;
          // One look may cost more than was foreseen: the next waits the longer.
          const foreseen = budget.atOnce + (at / 1000) * budget.requestsPerSecond + Math.max(...costs);
          expect(sent).toBeLessThanOrEqual(foreseen);
        }
      },
    ),
  );
});
