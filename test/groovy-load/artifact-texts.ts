import fc from 'fast-check';

/** Texts around the border of what the reader takes: right ones, right ones with a few changes, and loose pieces. */
const join = (pieces: fc.Arbitrary<string>, maxLength: number) =>
  fc.array(pieces, { maxLength }).map((all) => all.join(''));

const character = fc.oneof(
  fc.constantFrom(
    'a',
    'Z',
    '0',
    '7',
    '9',
    ' ',
    'u',
    '.',
    '/',
    '*',
    '{',
    '\t',
    'é',
    '\u2028',
    '\u0085',
    '🚀',
    '\ufeff',
    '\ufffe',
  ),
  fc.constantFrom(
    '\\n',
    '\\t',
    '\\b',
    '\\f',
    '\\r',
    '\\\\',
    "\\'",
    '\\"',
    '\\$',
    '\\1',
    '\\47',
    '\\377',
    '\\400',
    '\\89',
  ),
  fc.constantFrom(
    '\\u00e9',
    '\\uD83D\\ude80',
    '\\u2028',
    '\\u0080',
    '\\ufffe',
    '\\u005cuffff',
    '\\\\u0041',
    '\\\\\\u00e9',
  ),
);
const value = fc.oneof(
  {
    weight: 3,
    arbitrary: join(fc.oneof(character, fc.constantFrom('$', '"', '${x}')), 8).map((text) => `'${text}'`),
  },
  { weight: 3, arbitrary: join(fc.oneof(character, fc.constant("'")), 8).map((text) => `"${text}"`) },
  { weight: 1, arbitrary: fc.nat().map(String) },
);
const comment = join(
  fc.oneof(character, fc.constantFrom('\\\\', "'", '"', '$', '${', '**', '/', 'env.X=1', '\\ ', '\\*')),
  6,
);
const inline = comment.map((text) => `/*${text.replaceAll('*/', '* /')}*/`);
const end = fc.oneof(
  fc.constantFrom('', ';', ' ; ', '\t'),
  comment.map((text) => ` // ${text}`),
  inline,
  inline.map((text) => `; ${text}`),
);
const blank = fc.constantFrom('', '', ' ', '\t', '  ');
const names = ['A', 'B', 'SERVICE1_BUILD', 'SERVICE1_COMMIT_MSG', 'C_9', 'D', 'E__'];
const assignment = fc
  .tuple(blank, fc.constantFrom(...names), blank, blank, value, end)
  .map(([indent, name, before, after, text, rest]) => `${indent}env.${name}${before}=${after}${text}${rest}`);
const line = fc.oneof(
  { weight: 5, arbitrary: assignment },
  { weight: 1, arbitrary: comment.map((text) => `//${text}`) },
  { weight: 1, arbitrary: fc.tuple(inline, fc.option(assignment)).map(([a, b]) => a + (b ?? '')) },
  { weight: 1, arbitrary: comment.map((text) => `/*${text.replaceAll('*/', '').replaceAll('/', '\n')} */`) },
  { weight: 1, arbitrary: blank },
);
const wellFormed = fc
  .tuple(fc.array(line, { minLength: 1, maxLength: 4 }), fc.constantFrom('\n', '\r\n', '\n\n'), fc.boolean())
  .map(([lines, newline, closed]) => lines.join(newline) + (closed ? newline : ''));

const fragment = fc.oneof(
  fc.constantFrom(
    '\\',
    '\\\\',
    '\\u',
    '\\u0041',
    '\\u005c',
    '\\u0027',
    '\\u0022',
    '\\u000a',
    '\\u002a',
    '\\uu0041',
    '\\uffff',
  ),
  fc.constantFrom(
    "'",
    '"',
    '\\u0031',
    '\\1\\u0031',
    "'''",
    '"""',
    '$',
    '${',
    '}',
    '$/',
    '/$',
    '/*',
    '*/',
    '//',
    '/',
    '*',
    '#!',
    '\n',
    '\r',
    '\r\n',
    '\f',
    '\v',
  ),
  fc.constantFrom(
    ';',
    ' ',
    '\t',
    '+',
    '-',
    '.',
    '..',
    '?.',
    ',',
    ':',
    '=',
    '==',
    '(',
    ')',
    '[',
    ']',
    '{',
    '@',
    '~',
    '!',
    '?',
    '<<',
    '&',
    '|',
    '%',
  ),
  fc.constantFrom(
    '0',
    '1',
    '7',
    'L',
    'g',
    'x',
    'e',
    '_',
    'u',
    'env',
    'env.',
    'env.B=2',
    'as',
    'in',
    'A',
    'null',
    'it',
    'sh ',
    'def ',
  ),
  fc.constantFrom('\ufeff', '\uffff', '\u2028', '\u0085', '\u00a0', 'é', '\u0001', '\u001a', '\x7f', '\0'),
);

type Change = readonly [at: number, remove: number, insert: string];
const change = fc.tuple(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, 0, 0, 1, 1, 2, 5),
  fc.oneof(fragment, fc.constant('')),
);

function changed(text: string, changes: readonly Change[]): string {
  let result = text;
  for (const [at, remove, insert] of changes) {
    const start = Math.floor(at * result.length);
    result = result.slice(0, start) + insert + result.slice(start + remove);
  }
  return result;
}

const changedTexts = fc
  .tuple(wellFormed, fc.array(change, { minLength: 1, maxLength: 3 }))
  .map(([text, changes]) => changed(text, changes));

const loosePieces = join(
  fc.oneof(
    { weight: 3, arbitrary: assignment },
    fragment,
    value,
    inline,
    fc.constantFrom('\n', '\n', 'env.D=', 'env.'),
  ),
  7,
);

/** Where escapes meet: what one leaves behind, the next could take up. */
const stringPieces = [
  '\\',
  'u',
  '0031',
  '005c',
  '00e9',
  'ffff',
  '1',
  '\\1',
  '\\u0031',
  '\\u005c',
  "'",
  '"',
  '$',
];
const commentPieces = ['\\', 'u', '000a', '002a', '*', '/', '\n', '\r\n', "'"];

/** All texts of up to `most` pieces. */
function everyTextOf(pieces: readonly string[], most: number): string[] {
  if (most === 0) return [''];
  return ['', ...pieces.flatMap((piece) => everyTextOf(pieces, most - 1).map((rest) => piece + rest))];
}

/** Candidates by category; most of the changed ones are refused. */
export function artifactTexts(seed: number): Readonly<Record<string, readonly string[]>> {
  return {
    'as the grammar says': fc.sample(wellFormed, { seed, numRuns: 6_000 }),
    'with a few changes': fc.sample(changedTexts, { seed, numRuns: 40_000 }),
    'from loose pieces': fc.sample(loosePieces, { seed, numRuns: 40_000 }),
    'every string of up to three pieces': everyTextOf(stringPieces, 3).flatMap((text) => [
      `env.A='${text}'`,
      `env.A="${text}"\nenv.B=1`,
    ]),
    'every comment of up to three pieces': everyTextOf(commentPieces, 3).flatMap((text) => [
      `env.A=1 //${text}\nenv.B=2`,
      `/*${text}*/env.A=1/*${text}*/\nenv.B=2`,
    ]),
  };
}
