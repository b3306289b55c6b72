import fc from 'fast-check';
import { parse } from 'yaml';
import { scalar, yamlOf, type YamlMap } from './yaml.ts';

const none = { behind: new Map<string, string>(), below: new Map<string, readonly string[]>() };

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    ...['true', 'Null', 'yes', '~', '1', '0x1f', '1e3', '.inf', '012345678901', '12:30', '2026-11-26', ''],
    ...['a: b', 'a #b', '- a', '{a}', '[a]', '*a', '&a', '!a', '@a', '%a', '`a', '"', "'", '\\', 'a:', '? a'],
    ...[
      'a\nb',
      'a\r\nb',
      '\u2028',
      '\ufeffx',
      '\u0000',
      '${x}',
      '${jndi:x}',
      '<<',
      '---',
      '...',
      '=',
      '|',
      '>',
    ],
  ),
);

test('any text is the same text again, as a value, in brackets and as a name', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(parse(`a: ${scalar(text)}\n`)).toEqual({ a: text });
      expect(parse(`[${scalar(text)}, ${scalar(text)}]\n`)).toEqual([text, text]);
      expect(parse(`{ ${scalar(text)}: { a: ${scalar(text)} } }\n`, { merge: true })).toEqual({
        [text]: { a: text },
      });
    }),
    { numRuns: 2000 },
  );
});

test('any map of maps is the same map again, whatever remarks stand in it', () => {
  const leaves = fc.oneof(texts, fc.integer(), fc.boolean(), fc.array(texts, { maxLength: 3 }));
  const names = texts.filter((name) => name !== '__proto__');
  const maps = fc.dictionary(
    names,
    fc.oneof(leaves, fc.dictionary(names, fc.oneof(leaves, fc.dictionary(names, leaves)), { minKeys: 1 })),
    { minKeys: 1 },
  );
  fc.assert(
    fc.property(maps, texts, (map, remark) => {
      const at = Object.keys(map);
      const remarks = {
        behind: new Map(at.map((name) => [name, remark])),
        below: new Map([['', [remark]]]),
      };
      const empty = Object.values(map).some(
        (value) =>
          typeof value === 'object' && !Array.isArray(value) && Object.values(value).some(isEmptyMap),
      );
      fc.pre(!empty);
      expect(parse(yamlOf(map as YamlMap, remarks))).toEqual({ ...map });
    }),
  );
});

function isEmptyMap(value: unknown): boolean {
  return typeof value === 'object' && !Array.isArray(value) && Object.keys(value!).length === 0;
}

test.each([
  ['123456789012.dkr.ecr.eu-west-1.amazonaws.com/web', false],
  ['git@github.com:acme/web.git', false],
  ['service1-live', false],
  ['123456789012', true],
  ['20:00', true],
  ['on', true],
  ['web-{environment}', true],
])('%s is written as people would, quoted: %s', (text, quotes) => {
  expect(scalar(text)).toBe(quotes ? `'${text}'` : text);
});

test('sections are blocks, settings stay on a line, and remarks stand behind and below', () => {
  const map = {
    services: { web: { image: 'acme/web', source: { repository: 'git@x:acme/web.git' } } },
    environments: { live: { cluster: 'shop', strategy: { type: 'canary', percent: 10 }, onDemand: {} } },
  };
  const remarks = {
    behind: new Map([
      ['services.web.image', 'guessed:\nsay what is right'],
      ['environments.live.onDemand', 'when?'],
    ]),
    below: new Map([['environments.live', ['approval: { from: [anna] } # who?']]]),
  };
  expect(yamlOf(map, remarks)).toBe(`services:
  web:
    image: acme/web # guessed: say what is right
    source: { repository: git@x:acme/web.git }
environments:
  live:
    cluster: shop
    strategy: { type: canary, percent: 10 }
    onDemand: {} # when?
    # approval: { from: [anna] } # who?
`);
  expect(yamlOf(map, none)).not.toContain('#');
});
