import { judgeClock, judgeLocale, judgeSpace, judgeTimeZones } from './machine.ts';

const told = ({ outcome, what }: { outcome: string; what: string }) => `${outcome}: ${what}`;

describe('the clock', () => {
  const said = Date.UTC(2026, 10, 26, 8, 0, 0);
  /** Seconds from the header's to this machine's time, before asking and after the answer. */
  const reading = (before: number, after = before) =>
    told(judgeClock({ said, before: said + before * 1000, after: said + after * 1000 }));

  test.each([
    [0, 'ok: within 30 s of AWS’s'],
    // The header has whole seconds, so it may be almost one second behind.
    [31, 'ok: within 30 s of AWS’s'],
    [31.5, 'failed: this machine’s clock is 31 s ahead of AWS’s; soaking, freezes and the ledger go by it'],
    [-30, 'ok: within 30 s of AWS’s'],
    [-31, 'failed: this machine’s clock is 31 s behind AWS’s; soaking, freezes and the ledger go by it'],
    [-300, 'failed: this machine’s clock is 300 s behind AWS’s; soaking, freezes and the ledger go by it'],
    [
      -301,
      'failed: this machine’s clock is 301 s behind AWS’s, and AWS refuses what is signed more than 300 s away',
    ],
    [
      3601,
      'failed: this machine’s clock is 3600 s ahead of AWS’s, and AWS refuses what is signed more than 300 s away',
    ],
  ])('%d s from AWS’s is %s', (seconds, expected) => {
    expect(reading(seconds)).toBe(expected);
  });

  it('is not blamed for an answer that took long', () => {
    expect(reading(-20, 60)).toMatch(/^ok/);
  });
});

test.each([
  [{ LC_ALL: 'C', LANG: 'en_US.UTF-8' }, 'failed: LC_ALL is C, which is not UTF-8'],
  [{ LC_ALL: '', LC_CTYPE: 'C.utf8', LANG: 'C' }, 'ok: LC_CTYPE=C.utf8'],
  [{ LANG: 'de_DE.UTF-8' }, 'ok: LANG=de_DE.UTF-8'],
  [{}, 'failed: none of LC_ALL, LC_CTYPE and LANG is set'],
])('the locale of %j is %s', (env, expected) => {
  expect(told(judgeLocale(env))).toBe(expected);
});

test.each([
  [[], '2025c', 'ok: time zone data 2025c'],
  [['Australia/Melbourne'], undefined, 'ok: time zone data of an unknown version'],
  [['Mars/Olympus'], '2025c', 'failed: Node does not know Mars/Olympus'],
])('the time zones %j with data %s are %s', (zones, data, expected) => {
  expect(told(judgeTimeZones(zones, data))).toBe(expected);
});

test('a Node that takes every zone for UTC is found out', () => {
  const real = Intl.DateTimeFormat;
  const small = jest
    .spyOn(Intl, 'DateTimeFormat')
    .mockImplementation((locale, options) => new real(locale, { ...options, timeZone: 'UTC' }));
  jest.isolateModules(() => {
    // What is known of zones is kept for as long as a process lives.
    const { judgeTimeZones: judge } = jest.requireActual<{ judgeTimeZones: typeof judgeTimeZones }>(
      './machine.ts',
    );
    expect(told(judge([], '2025c'))).toBe('failed: Node does not know the clocks of Europe/Berlin');
  });
  small.mockRestore();
});

describe('space', () => {
  const gibibyte = 1024 ** 3;
  const space = (freeBytes: number, unwritable: string | null = null) => ({
    folder: '/tmp',
    what: 'temporary files',
    freeBytes,
    unwritable,
  });
  test.each([
    [[space(gibibyte), space(5 * gibibyte)], ['ok: at least 1.0 GiB left where it writes']],
    [[space(gibibyte - 1)], ['failed: /tmp (temporary files) has 1.0 GiB left']],
    [
      [space(5 * gibibyte, 'the file system is read-only'), space(0)],
      [
        'failed: nothing can be written to /tmp (temporary files): the file system is read-only',
        'failed: /tmp (temporary files) has 0.0 GiB left',
      ],
    ],
  ])('of %j is %j', (spaces, expected) => {
    expect(judgeSpace(spaces).map(told)).toEqual(expected);
  });
});
