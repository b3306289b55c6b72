import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildResults, type Look } from './build.ts';
import { takeNewest } from './newest.ts';

const done = (number: number, result: (typeof buildResults)[number] = 'SUCCESS'): Look => ({
  state: 'completed',
  number,
  displayName: `#${number}`,
  result,
});
const successes = (limit: number) => ({ limit, results: ['SUCCESS'] as const });

describe('the newest builds', () => {
  test('are those with a wanted result, in the order given, up to the limit', async () => {
    const looks = [
      done(5),
      done(4, 'FAILURE'),
      { state: 'unfinished', number: 3 } as const,
      done(2),
      done(1),
    ];
    const { builds, remarks } = await takeNewest(looks, successes(2));
    expect(builds.map(({ number }) => number)).toEqual([5, 2]);
    expect(remarks).toEqual([]);
  });

  test('are not sought beyond the last one needed', async () => {
    let opened = 0;
    function* history(): Generator<Look> {
      for (let number = 1000; number > 0; number -= 1) {
        opened += 1;
        yield done(number, number % 2 === 0 ? 'SUCCESS' : 'FAILURE');
      }
    }
    const { lookedAt } = await takeNewest(history(), successes(10));
    expect(lookedAt).toBe(19);
    expect(opened).toBe(19);
  });

  test('are the same as filtering the whole history, for any history', async () => {
    const history = fc.array(
      fc.oneof(
        fc.constantFrom(...buildResults).map((result) => done(1, result)),
        fc.constant<Look>({ state: 'unfinished', number: 1 }),
        fc.constant<Look>({ state: 'unreadable', number: 1, reason: 'broken' }),
      ),
    );
    const results = fc.uniqueArray(fc.constantFrom(...buildResults), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(
        history,
        results,
        fc.integer({ min: 1, max: 20 }),
        async (anyLooks, anyResults, limit) => {
          const looks = anyLooks.map((look, index) => ({ ...look, number: anyLooks.length - index }));
          const { builds } = await takeNewest(looks, { limit, results: anyResults });
          const expected = looks.filter(
            (look) => look.state === 'completed' && anyResults.includes(look.result),
          );
          expect(builds.map(({ number }) => number)).toEqual(
            expected.slice(0, limit).map(({ number }) => number),
          );
        },
      ),
    );
  });

  test('stop being sought after lookBack builds, which the list says', async () => {
    const failures = Array.from({ length: 50 }, (_, index) => done(50 - index, 'FAILURE'));
    let opened = 0;
    function* history(): Generator<Look> {
      for (const look of failures) {
        opened += 1;
        yield look;
      }
    }
    const { lookedAt, remarks } = await takeNewest(history(), successes(3), 20);
    expect(opened).toBe(20);
    expect(lookedAt).toBe(20);
    expect(remarks).toEqual([
      'Only the newest 20 builds were looked at, and 0 of the 3 wanted were among them; older ones may exist.',
      'None of the 20 builds looked at ended in SUCCESS: 20 FAILURE.',
    ]);
  });
});

describe('an empty list says why', () => {
  test('when the job has no builds', async () => {
    expect((await takeNewest([], successes(1))).remarks).toEqual(['The job has no builds.']);
  });

  test('when no build ended as wanted', async () => {
    const looks: Look[] = [
      { state: 'unfinished', number: 4 },
      done(3, 'FAILURE'),
      done(2, 'FAILURE'),
      { state: 'unreadable', number: 1, reason: 'build.xml ends in the middle' },
    ];
    expect((await takeNewest(looks, { limit: 1, results: ['SUCCESS', 'UNSTABLE'] })).remarks).toEqual([
      'Build 1 was left out: build.xml ends in the middle.',
      'None of the 4 builds looked at ended in SUCCESS or UNSTABLE: 1 unfinished, 2 FAILURE, 1 unreadable.',
    ]);
  });

  test('names the first unreadable builds and counts the others', async () => {
    const looks = Array.from({ length: 9 }, (_, index): Look => ({
      state: 'unreadable',
      number: 9 - index,
      reason: 'no access',
    }));
    const { remarks } = await takeNewest(looks, successes(1));
    expect(remarks[0]).toBe('Build 9 was left out: no access.');
    expect(remarks[5]).toBe('4 more builds could not be read.');
  });
});
