import fc from 'fast-check';
import { cleanText } from './clean.ts';
import { displayNameOf, oneLineOf } from './display-name.ts';

const graphemes = (text: string) => [...new Intl.Segmenter('en').segment(text)].length;
const name = (message: string) => displayNameOf(message).displayName;

/** Pieces that rules look for, beside arbitrary text. */
const message = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        ...[
          '\x1b[31m',
          '\x1b',
          '[',
          'm',
          '\x9b',
          ']0;',
          '\x07',
          '\u202e',
          '\u200d',
          '\u200c',
          '\ufe0f',
          '🚀',
          '👩',
          '🏽',
        ],
        ...[
          '\u0301',
          '\u0301'.repeat(9),
          'e',
          'क',
          '\u094d',
          '\ud800',
          '\udc00',
          '\n',
          '\r',
          ' ',
          '\u3164',
          '\u{1f3f4}',
        ],
        ...[
          '\u{e0067}',
          '\u{e007f}',
          '\ufeff',
          '\u0000',
          '\uffff',
          'ᄀ',
          'ᅡ',
          '\u1160',
          '\u2028',
          '\u00ad',
          '\u0f71',
          '\u0f72',
        ],
      ),
      { maxLength: 60 },
    )
    .map((pieces) => pieces.join('')),
);

describe('displayNameOf', () => {
  it.each([
    [
      'the subject of a message',
      'Fix the rounding of GST\n\nAs the ATO has it.\n',
      'Fix the rounding of GST',
    ],
    ['a first paragraph of two lines, as git has it', 'Fix the\nrounding\n\nBody', 'Fix the rounding'],
    ['a message that begins with blank lines', '\n \n\nFix\n', 'Fix'],
    ['Windows line ends', 'Fix\r\n\r\nBody\r\n', 'Fix'],
    ['blanks of all kinds', '  Fix\t\tthe\u00a0\u3000rounding ', 'Fix the rounding'],
    ['any language', 'Коммит – 修复 naïve ‘quotes’ العربية', 'Коммит – 修复 naïve ‘quotes’ العربية'],
    ['emoji with joiners and tones', '👩🏽‍🚀 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ❤️‍🔥', '👩🏽‍🚀 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ❤️‍🔥'],
    ['joiners that a script needs', 'می‌خواهم क्‍ष', 'می‌خواهم क्‍ष'],
    ['decomposed letters, composed', 'cafe\u0301', 'café'],
    ['a hyphen', 'Fix - again - GST', 'Fix - again - GST'],
    ['hostile text, as text', '$(rm -rf /) `id` ${x} <b>', '$(rm -rf /) `id` ${x} <b>'],
  ])('keeps %s', (_, text, expected) => {
    expect(name(text)).toBe(expected);
  });

  it.each([
    ['control characters', 'Fix\0 the\x07 rou\x7fnding\x85', 'Fix the rounding'],
    ['terminal sequences as a whole', '\x1b[1;31mred\x1b[0m \x1b]0;title\x07text \x9b2Jx', 'red text x'],
    ['marks that turn text around', 'a\u202eb\u2066c\u2069d\u200ee\u061cf', 'abcdef'],
    ['characters without a picture', 'a\u200bb\u2060c\ufeffd\u00ade\u200df', 'abcdef'],
    ['hidden tag characters', 'a\u{e0068}\u{e0069}b', 'ab'],
    ['piles of marks', `Z${'\u0336'.repeat(10_000)}algo`, `Z${'\u0336'.repeat(8)}algo`],
  ])('removes %s', (_, text, expected) => {
    expect(name(text)).toBe(expected);
  });

  it('puts the replacement character where no character is', () => {
    expect(name('a\ud800b\uffffc')).toBe('a\ufffdb\ufffdc');
  });

  it.each(['', '\n\n', ' \t\u3000', '\u202e\u200b', '\u3164\u2800', '\u0301'])(
    'is never empty: %j',
    (text) => {
      expect(displayNameOf(text, { fallback: '#90' })).toEqual({ displayName: '#90', description: '' });
      expect(name(text)).toBe('(no message)');
    },
  );

  it('cuts after so many characters as a person counts them, and shows it', () => {
    expect(displayNameOf('👩🏽‍🚀'.repeat(5), { maxLength: 3 }).displayName).toBe('👩🏽‍🚀👩🏽‍🚀…');
    expect(displayNameOf('abc', { maxLength: 3 }).displayName).toBe('abc');
    expect(displayNameOf('ab cd', { maxLength: 4 }).displayName).toBe('ab…');
    expect(displayNameOf('abcd', { maxLength: 1 }).displayName).toBe('…');
  });

  it('gives the whole message when asked, as the sample pipelines do', () => {
    const text = '\nFix  the\x1b[0m rounding\n\n\n\n- one\r\n- two\n\n';
    const whole = 'Fix the rounding\n\n- one\n- two';
    expect(displayNameOf(text, { wholeMessage: true })).toEqual({ displayName: whole, description: whole });
    expect(displayNameOf(text)).toEqual({ displayName: 'Fix the rounding', description: whole });
  });

  it('keeps the laws of a name for every message', () => {
    fc.assert(
      fc.property(message, fc.integer({ min: 1, max: 60 }), (text, maxLength) => {
        const { displayName, description } = displayNameOf(text, { maxLength, fallback: '#1' });
        expect(displayName).toMatch(/^\S(.*\S)?$/u);
        // eslint-disable-next-line no-control-regex -- none of these may be left
        expect(displayName).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\p{Cs}]/u);
        expect(graphemes(displayName)).toBeLessThanOrEqual(Math.max(maxLength, 2));
        expect(displayName.length).toBeLessThanOrEqual(Math.max(maxLength * 8, 2));
        expect(description.length).toBeLessThanOrEqual(32_000);
      }),
      { numRuns: 3000 },
    );
  });

  it('cleans once and for all', () => {
    fc.assert(
      fc.property(message, (text) => {
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
      }),
      { numRuns: 3000 },
    );
  });

  it('takes no longer for a hostile message than a moment', () => {
    const started = process.cpuUsage();
    for (const piece of ['a', '\u0301', '\u200d', '\x1b[', '\u{e0067}', '\n', '👩‍', '\x1b]'])
      name(piece.repeat(1_000_000));
    expect(process.cpuUsage(started).user).toBeLessThan(3_000_000);
  });
});

describe('oneLineOf', () => {
  it('folds an author who has line breaks', () => {
    expect(oneLineOf(' A\nB\x1b[31m ')).toBe('A B');
  });
});
