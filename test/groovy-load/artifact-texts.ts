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

/** `candidates`: how many it takes until enough of them are accepted. */
export const artifactTexts: Readonly<
  Record<string, { readonly texts: fc.Arbitrary<string>; readonly candidates: number }>
> = {
  'as the grammar says': { texts: wellFormed, candidates: 12_000 },
  'with a few changes': {
    texts: fc
      .tuple(wellFormed, fc.array(change, { minLength: 1, maxLength: 3 }))
      .map(([text, changes]) => changed(text, changes)),
    candidates: 60_000,
  },
  'from loose pieces': {
    texts: join(
      fc.oneof(
        { weight: 3, arbitrary: assignment },
        fragment,
        value,
        inline,
        fc.constantFrom('\n', '\n', 'env.D=', 'env.'),
      ),
      7,
    ),
    candidates: 50_000,
  },
};
