import { wasRevoked } from '../../gates/example.ts';
import { aRelease, build } from '../../release/example.ts';
import { releaseId } from '../../release/release-id.ts';
import { firstSeen } from '../first-seen.ts';
import { begin, story, type Scene } from '../testing/promotions.ts';
import { measuresOf } from './measures.ts';

const r = (number: number) => aRelease({ service1: build(number) });
const minute = 60_000;
const dayMinutes = 24 * 60;

/** Measured two weeks after the story's beginning, unless it says otherwise. */
function measured(scenes: readonly Scene[], { days = 90, after = 14, before = [] as readonly Scene[] } = {}) {
  const facts = story('live', ...scenes);
  const seen = firstSeen([...story('test', ...before), ...facts]);
  return measuresOf(facts, seen, begin + after * dayMinutes * minute, days);
}

/** One a day, each ten minutes long. */
function verifiedDaily(count: number): readonly Scene[] {
  return Array.from({ length: count }, (_, at) => ({
    release: r(at + 1),
    from: at * dayMinutes,
    to: at * dayMinutes + 10,
  }));
}

describe('deployments a week', () => {
  it('are changes that arrived, over the time of which there are records', () => {
    expect(measured(verifiedDaily(6)).deploymentsPerWeek).toEqual({ value: 3, of: 6 });
  });

  it('count neither going back nor restarts nor what moved nothing nor what was refused', () => {
    const others: Scene[] = [
      { release: r(1), from: 9000, to: 9010, kind: 'rollback' },
      { release: r(1), from: 9100, to: 9110, kind: 'restart' },
      { release: r(1), from: 9200, to: 9210, moves: [] },
      { release: r(1), from: 9300, to: 9310, result: 'refused' },
    ];
    expect(measured([...verifiedDaily(6), ...others]).deploymentsPerWeek.of).toBe(6);
  });

  it('count only the last days', () => {
    expect(measured(verifiedDaily(10), { days: 10, after: 14 }).deploymentsPerWeek).toEqual({
      value: (6 / 10) * 7,
      of: 6,
    });
  });

  it('are not told from fewer than five', () => {
    expect(measured(verifiedDaily(4)).deploymentsPerWeek).toEqual({ value: null, of: 4 });
  });
});

describe('lead time', () => {
  it('is from when the ledger first heard of a build to its verification, in the median', () => {
    const before = verifiedDaily(5).map((one) => ({ ...one, from: 0, to: 1 }));
    // Verified here 10 minutes after one, two, three … days.
    expect(measured(verifiedDaily(5), { before }).leadTime).toEqual({
      value: (2 * dayMinutes + 10) * minute,
      of: 5,
    });
  });

  it('counts a build once, when it comes first', () => {
    const again: Scene = { release: r(1), from: 9 * dayMinutes, to: 9 * dayMinutes + 10 };
    expect(measured([...verifiedDaily(5), again]).leadTime).toEqual({ value: 10 * minute, of: 5 });
  });

  it('counts a build no more that came before the days that are looked at', () => {
    const again: Scene = { release: r(1), from: 9 * dayMinutes, to: 9 * dayMinutes + 10 };
    expect(measured([...verifiedDaily(5), again], { days: 12 }).leadTime.of).toBe(3);
  });

  it('counts each service that moved, and those alone', () => {
    const both = aRelease({ service1: build(7), service2: build(8, { service: 'service2' }) });
    expect(measured([{ release: both, from: 0, to: 5 }]).leadTime.of).toBe(2);
    expect(measured([{ release: both, from: 0, to: 5, moves: ['service2'] }]).leadTime.of).toBe(1);
  });
});

describe('change failure rate and time to restore', () => {
  const fine = verifiedDaily(4);
  const at = 5 * dayMinutes;

  test.each<{ what: string; scenes: readonly Scene[]; failed: number; restored: number; unrestored: number }>(
    [
      {
        what: 'a change that arrived',
        scenes: [{ release: r(9), from: at, to: at + 9 }],
        failed: 0,
        restored: 0,
        unrestored: 0,
      },
      {
        what: 'one that was rolled back',
        scenes: [
          {
            release: r(9),
            from: at,
            to: at + 9,
            result: 'rolledBack',
            turnedAt: at + 4,
            running: releaseId(r(4)),
          },
        ],
        failed: 1,
        restored: 1,
        unrestored: 0,
      },
      {
        what: 'one that failed and stayed so',
        scenes: [{ release: r(9), from: at, to: at + 9, result: 'failed' }],
        failed: 1,
        restored: 0,
        unrestored: 1,
      },
      {
        what: 'one that was verified and taken back while it ran',
        scenes: [
          { release: r(9), from: at, to: at + 9 },
          { at: at + 60, draft: wasRevoked(r(9)) },
          { release: r(4), from: at + 70, to: at + 80, kind: 'rollback' },
        ],
        failed: 1,
        restored: 1,
        unrestored: 0,
      },
      {
        what: 'one after which somebody went back',
        scenes: [
          { release: r(9), from: at, to: at + 9 },
          { release: r(4), from: at + 70, to: at + 80, kind: 'rollback' },
        ],
        failed: 1,
        restored: 1,
        unrestored: 0,
      },
      {
        what: 'one that was interrupted and never ended',
        scenes: [{ release: r(9), from: at, to: at + 9, result: 'interrupted' }],
        failed: 0,
        restored: 0,
        unrestored: 0,
      },
    ],
  )('$what: $failed failed, $restored restored', ({ what, scenes, failed, restored, unrestored }) => {
    const whole = what.includes('interrupted') ? 4 : 5;
    const { changeFailureRate, timeToRestore, unrestored: open } = measured([...fine, ...scenes]);
    expect(changeFailureRate).toEqual({ value: whole < 5 ? null : failed / whole, of: whole });
    expect({ restored: timeToRestore.of, open }).toEqual({ restored, open: unrestored });
  });

  test.each<[string, readonly Scene[]]>([
    [
      'what is taken back once another has come',
      [
        { release: r(9), from: at, to: at + 9 },
        { release: r(10), from: at + 20, to: at + 29 },
        { at: at + 40, draft: wasRevoked(r(9)) },
      ],
    ],
    [
      'another release that is taken back while it runs',
      [
        { release: r(9), from: at, to: at + 9 },
        { at: at + 40, draft: wasRevoked(r(1)) },
      ],
    ],
    [
      'what was taken back before it came again',
      [
        { release: r(9), from: at, to: at + 9 },
        { release: r(10), from: at + 20, to: at + 29 },
        { at: at + 40, draft: wasRevoked(r(9)) },
        { release: r(9), from: at + 50, to: at + 59 },
      ],
    ],
  ])('no change fails by %s', (_, scenes) => {
    expect(measured([...fine, ...scenes]).changeFailureRate.value).toBe(0);
  });

  it('restores when what runs is verified again, in the median', () => {
    const failures = [10, 30, 20, 50, 40].map((minutes, day): Scene => ({
      release: r(day + 1),
      from: day * dayMinutes,
      to: day * dayMinutes + 5 + minutes,
      result: 'rolledBack',
      turnedAt: day * dayMinutes + 5,
    }));
    expect(measured(failures).timeToRestore).toEqual({ value: 30 * minute, of: 5 });
  });

  it('restores a taken back change when the next one is verified', () => {
    const taken = [0, 1, 2, 3, 4].flatMap((day): readonly Scene[] => [
      { release: r(2 * day + 1), from: day * dayMinutes, to: day * dayMinutes + 10 },
      { at: day * dayMinutes + 100, draft: wasRevoked(r(2 * day + 1)) },
      { release: r(2 * day + 2), from: day * dayMinutes + 110, to: day * dayMinutes + 160 },
    ]);
    expect(measured(taken).timeToRestore).toEqual({ value: 60 * minute, of: 5 });
  });
});
