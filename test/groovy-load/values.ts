import fc from 'fast-check';

/** Values that a person or an attacker could have recorded; NUL is left out, because the writer refuses it. */
const soup = (...parts: string[]) =>
  fc.array(fc.constantFrom(...parts), { maxLength: 24 }).map((pieces) => pieces.join(''));

const units = fc
  .array(fc.integer({ min: 1, max: 0xffff }), { maxLength: 40 })
  .map((codes) => String.fromCharCode(...codes));

const words = fc.constantFrom(
  'Fix',
  'the',
  'rounding',
  'of',
  'GST',
  "customer's",
  '"quoted"',
  '#123',
  '–',
  '€5',
  '🚀',
  'naïve',
  '日本語',
);

export const valuesByCategory: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'any code units, also lone surrogates': units,
  'any text': fc.string({ unit: 'binary', maxLength: 60 }).map(withoutNul),
  'quotes, backslashes and dollars': soup('\\', "'", '"', '$', '{', '}', '(', ')', 'x', '\n', ' '),
  'text that looks like an escape': soup(
    '\\',
    'u',
    'uu',
    '0022',
    '0027',
    '000a',
    '005c',
    '00',
    'n',
    '7',
    '1',
    '377',
    "'",
  ),
  'text that looks like code': soup(
    "'",
    '"',
    "'''",
    '"""',
    '${',
    '}',
    ';',
    '//',
    '/*',
    '*/',
    '\n',
    '\r',
    'env.X=1',
    ' + ',
    '.execute()',
    '$/',
    '/$',
  ),
  'line ends and separators': soup('\n', '\r', '\r\n', '\u0085', '\u2028', '\u2029', '\v', '\f', 'a', '\\'),
  'ends of files and marks': soup(
    '\uffff',
    '\ufffe',
    '\ufeff',
    '\u001a',
    '\u0004',
    '\x7f',
    '\ud800',
    '\udc00',
    '\\',
    'u',
    'f',
    '1',
  ),
  numbers: fc.oneof(
    fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map(String),
    soup('0', '1', '7', '9', '.', 'L', 'x', '_', '-', 'e'),
  ),
  'commit messages': fc
    .tuple(fc.array(words, { minLength: 1, maxLength: 9 }), fc.array(words, { maxLength: 9 }))
    .map(([subject, body]) => `${subject.join(' ')}\n\n${body.join(' ')}\n`),
  'long values': fc
    .tuple(
      fc.constantFrom('\uffff', '\u2028', "'", '\\', 'x', '\n', '\ud83d\ude80'),
      fc.integer({ min: 1, max: 8192 }),
    )
    .map(([piece, bytes]) => piece.repeat(Math.max(1, Math.floor(bytes / Buffer.byteLength(piece))))),
};

export const headers = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  soup('\\', 'u000a', '*/', '\n', '\uffff', 'env.X=1'),
);

/** All 65,535 of them but NUL, each before a digit, so that an escape which takes the digit along would show. */
export function everyCodeUnit(): string[] {
  const all = Array.from({ length: 0xffff }, (_, at) => String.fromCharCode(at + 1) + '7');
  return Array.from({ length: 64 }, (_, at) => all.slice(at * 1024, (at + 1) * 1024).join('')).flatMap(
    halves,
  );
}

function halves(text: string): string[] {
  const middle = text.length / 2;
  return [text.slice(0, middle), text.slice(middle)];
}

function withoutNul(text: string): string {
  return text.replaceAll('\0', '');
}
