import fc from 'fast-check';
import { exampleYaml, problemsOfConfig, toldOfConfig } from '../example.ts';

describe('the text of the file', () => {
  it.each([
    ['is empty', '', 'config-empty -:- promotion.yaml is empty.'],
    ['holds comments only', '# nothing\n', 'config-empty -:- promotion.yaml is empty.'],
    [
      'is a list',
      '- a\n',
      'config-value 1:1 the file is a list, but must be a map with version, services and environments.',
    ],
    ['is a word', 'hello', 'config-value 1:1 the file is "hello", but must be a map'],
    [
      'holds a key twice',
      `${exampleYaml()}version: 1\n`,
      'config-duplicate-key 8:1 "version" stands a second time',
    ],
    ['is indented with a tab', 'version: 1\nservices:\n\tweb: {}\n', 'config-tab 3:1 '],
    ['holds a second document', `${exampleYaml()}---\nversion: 1\n`, 'config-several-documents 8:1 '],
    ['leaves a quote open', 'version: "1\n', 'config-yaml 2:1 This is not YAML: Missing closing "quote.'],
    [
      'leaves a brace open',
      'version: 1\nservices: {',
      'config-yaml 2:12 This is not YAML: Flow map in block collection must be sufficiently indented and end with a }.',
    ],
    ['says it is YAML 1.1', `%YAML 1.1\n---\n${exampleYaml()}`, 'config-yaml-version 1:1 '],
    ['uses a tag', 'version: !secret 1\n', 'config-yaml 1:10 This is not YAML: Unresolved tag: !secret.'],
    [
      'uses an anchor that is not there',
      'version: *one\n',
      'config-alias -:- An alias cannot be followed: Unresolved alias',
    ],
    [
      'has a list for a key',
      '? [version]\n: 1\n',
      'config-yaml 1:3 This is not YAML: a key must be a plain word.',
    ],
    ['tries JavaScript’s own names', 'version: 1\n__proto__: { services: {} }\n', 'config-yaml 2:1 '],
  ])('is refused when it %s', (_rule, text, expected) => {
    expect(toldOfConfig(text)).toContainEqual(expect.stringContaining(expected));
  });

  it('does not let aliases of aliases fill the memory', () => {
    const bomb = 'b c d e f g h i j k'
      .split(' ')
      .map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[at]}`).join(', ')}]`);
    expect(toldOfConfig(['a: &a [x, x, x]', ...bomb].join('\n'))).toEqual([
      expect.stringContaining('config-alias'),
    ]);
  });

  it('never makes the reader fail in a way of its own', () => {
    const piece = fc.constantFrom(
      'version: 1',
      'services:',
      '  web:',
      ' - ',
      '{',
      '}',
      '[',
      ']',
      '&a ',
      '*a',
      '\n',
      ': ',
      '"',
      "'",
      '? ',
      '<<: ',
      '!!int ',
      '\t',
      '#',
      '|\n',
      '%YAML 1.1\n',
      '---\n',
      'null',
      '1e999',
      '__proto__: ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        expect(problemsOfConfig(pieces.join('')).length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });
});

it('tells everything of one file at once, in the order of its lines', () => {
  const text = exampleYaml({
    defaults: 'accountId: 12',
    web: 'jbo: x',
    test: 'promotesFrom: tets',
    live: 'engine: ecs2, onDemand: {}',
  });
  expect(problemsOfConfig(text).map(({ code, place }) => [place?.line, code])).toEqual([
    [2, 'config-value'],
    [4, 'config-unknown-key'],
    [6, 'config-promotes-from-unknown'],
    [7, 'config-value'],
  ]);
  expect(problemsOfConfig(text).every(({ place }) => place?.file === 'promotion.yaml')).toBe(true);
});
