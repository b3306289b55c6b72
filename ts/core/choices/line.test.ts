import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { highestBuildNumber } from './build.ts';
import { choiceLine, parseChoice } from './line.ts';

describe('a choice line', () => {
  it.each([
    [90, 'Fix the rounding of GST', '90-Fix the rounding of GST'],
    [7, '#7', '7-#7'],
    [12, 'hot-fix - again', '12-hot-fix - again'],
    [3, '', '3-'],
    [4, '  spaced  out ', '4-  spaced  out '],
    [5, 'naïve 東京 🚀', '5-naïve 東京 🚀'],
    [6, 'one\r\ntwo\u2028three\u0085four\u0000five\tsix', '6-one two three four five six'],
    [8, 'half \ud83d pair', '8-half \ufffd pair'],
  ])('of build %i “%s” is “%s”', (number, displayName, line) => {
    expect(choiceLine({ number, displayName })).toBe(line);
  });

  test('leads back to its build, whatever the display name', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: highestBuildNumber }),
        fc.string({ unit: 'binary' }),
        (number, displayName) => {
          expect(parseChoice(choiceLine({ number, displayName }))).toBe(number);
        },
      ),
    );
  });

  test('is one line, whatever the display name', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('\n', '\r', '\u0085', '\u2028', '\v', 'a', '-') }),
        (displayName) => {
          expect(choiceLine({ number: 1, displayName })).toMatch(/^1-[ a-]*$/);
        },
      ),
    );
  });
});

describe('a choice', () => {
  it.each([
    ['90-Fix the rounding of GST', 90],
    ['90', 90],
    ['90-', 90],
    ['90-hot-fix-1', 90],
    [' 90-Fix\n', 90],
    ['2147483647-last', 2147483647],
  ])('“%s” names build %i', (choice, number) => {
    expect(parseChoice(choice)).toBe(number);
  });

  it.each([
    ['', 'choice-empty'],
    [' \n', 'choice-empty'],
    ['Fix the rounding of GST', 'choice-without-number'],
    ['-90', 'choice-without-number'],
    ['#90-Fix', 'choice-without-number'],
    ['9 0-Fix', 'choice-without-number'],
    ['90.5-Fix', 'choice-without-number'],
    ['1e3-Fix', 'choice-without-number'],
    ['٩٠-Fix', 'choice-without-number'],
    ['0-Fix', 'choice-number-out-of-range'],
    ['2147483648-Fix', 'choice-number-out-of-range'],
    [`${'9'.repeat(400)}-Fix`, 'choice-number-out-of-range'],
  ])('“%s” is refused as %s', (choice, code) => {
    expect(() => parseChoice(choice)).toThrow(
      expect.objectContaining({
        problems: [expect.objectContaining({ code, category: 'usage' })],
      }),
    );
  });
});
