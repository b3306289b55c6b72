import fc from 'fast-check';
import { ProblemError } from '../errors/problem.ts';
import { readServiceEnv } from './read.ts';
import { writeServiceEnv } from './write.ts';

const anyValue = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc
    .array(
      fc.constantFrom(
        '\\',
        'u',
        '0',
        '7',
        '22',
        "'",
        '"',
        '$',
        '{',
        '}',
        '\n',
        '\r',
        '\uffff',
        '\ud800',
        '/',
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join('')),
  fc.nat({ max: 1_000_000 }).map(String),
);

describe('writeServiceEnv', () => {
  it.each([
    ['a build number stays bare', '90', '90'],
    ['a leading zero is kept by quotes', '010', "'010'"],
    ['a negative number is a text', '-1', "'-1'"],
    ['sixteen digits are a text', '1234567890123456', "'1234567890123456'"],
    ['nothing is an empty string', '', "''"],
    ['a quote cannot end the string', "it's", "'it\\'s'"],
    ['a dollar stays a dollar in single quotes', 'cost $5 ${x}', "'cost $5 ${x}'"],
    ['a line break stays on the line', 'a\nb\r\nc', "'a\\nb\\r\\nc'"],
    ['the text \\u0022 is not expanded', '\\u0022', "'\\\\u0022'"],
    ['beyond ASCII is escaped', 'ü\u2028😀', "'\\u00fc\\u2028\\ud83d\\ude00'"],
    ['a lone surrogate is itself', '\ud800', "'\\ud800'"],
    ['a control character does not take a digit along', '\x011', "'\\0011'"],
    ['U+FFFF does not end the file', '\uffff', "'\\u005cuffff'"],
  ])('%s', (_, value, written) => {
    expect(writeServiceEnv([['A', value]])).toBe(`env.A=${written}\n`);
  });

  it('writes a header that cannot become code', () => {
    expect(writeServiceEnv([['A', '1']], 'of build 9 \\u000aevil()\nü')).toBe(
      '// of build 9 ?u000aevil()\n// ?\nenv.A=1\n',
    );
  });

  it('refuses everything that is wrong at once', () => {
    const write = () =>
      writeServiceEnv([
        ['service-1', 'x'],
        ['PATH', '/evil'],
        ['A', 'a\0b'],
        ['B', 'ü'.repeat(4097)],
        ['B', ''],
      ]);
    expect(write).toThrow(ProblemError);
    expect(codesOf(write)).toEqual([
      'service-env-name',
      'service-env-reserved-name',
      'service-env-value-nul',
      'service-env-value-too-long',
      'service-env-duplicate',
    ]);
  });

  it('takes a value of exactly 8 KiB', () => {
    expect(() => writeServiceEnv([['A', 'ü'.repeat(4096)]])).not.toThrow();
  });

  it('writes ASCII in whole lines, whatever the value', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        fc.pre(!value.includes('\0'));
        expect(writeServiceEnv([['A', value]])).toMatch(/^env\.A=[ -~]+\n$/);
      }),
    );
  });

  it('writes what the reader reads back as the same values', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[A-Z][A-Z0-9_]{0,9}_X$/), { maxLength: 8 });
    fc.assert(
      fc.property(names, fc.array(anyValue, { minLength: 8, maxLength: 8 }), (keys, values) => {
        const entries = keys.map((name, at) => [name, (values[at] ?? '').replaceAll('\0', '')] as const);
        const reading = readServiceEnv(writeServiceEnv(entries, 'Some header'));
        expect(reading.ok && reading.entries.map(({ name, value }) => [name, value])).toEqual(entries);
      }),
      { numRuns: 2000 },
    );
  });
});

function codesOf(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemError) return error.problems.map(({ code }) => code);
  }
  return [];
}
