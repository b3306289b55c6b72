import * as z from 'zod/mini';
import { closedMap } from './closed-map.ts';
import { checkShape, pathText, shown, type SchemaFault } from './schema-faults.ts';

const schema = z.strictObject({
  version: z.literal(1, 'the number 1'),
  engine: z.optional(z.enum(['ecs', 'terraform'], 'ecs or terraform')),
  checks: z.optional(z.array(z.strictObject({ url: z.string('an address') }))),
  approval: z.optional(closedMap('a map with from', { from: z.string('a name') })),
  strategy: z.optional(
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('rolling') }),
      z.strictObject({ type: z.literal('canary'), percent: z.optional(z.number('a number')) }),
    ]),
  ),
  services: z.optional(
    z.record(z.string().check(z.regex(/^[a-z]+$/, 'lower-case letters')), z.string('text')),
  ),
});

function faultsOf(value: unknown): readonly SchemaFault[] {
  const checked = checkShape(schema, value);
  return checked.ok ? [] : checked.faults;
}

describe('what a schema refuses', () => {
  it.each<[string, unknown, Partial<SchemaFault>]>([
    [
      'an unknown key, with the one that was meant',
      { version: 1, engin: 'ecs' },
      { kind: 'unknownKey', path: [], key: 'engin', suggestion: ' Did you mean "engine"?' },
    ],
    [
      'an unknown key deep down, with the keys of that place',
      { version: 1, checks: [{ url: 'u', ulr: 1 }] },
      { kind: 'unknownKey', path: ['checks', 0], key: 'ulr', known: ['url'] },
    ],
    [
      'an unknown key of one kind of a union',
      { version: 1, strategy: { type: 'canary', precent: 5 } },
      { kind: 'unknownKey', path: ['strategy'], known: ['type', 'percent'] },
    ],
    [
      'an unknown key of a map that has words of its own',
      { version: 1, approval: { from: 'a', form: 'b' } },
      { kind: 'unknownKey', path: ['approval'], key: 'form', known: ['from'] },
    ],
    [
      'no map where one was wanted',
      { version: 1, approval: 'a' },
      { kind: 'value', path: ['approval'], expected: 'a map with from' },
    ],
    ['a missing key', {}, { kind: 'missing', path: [], key: 'version', expected: 'the number 1' }],
    [
      'a missing key in a list',
      { version: 1, checks: [{}] },
      { kind: 'missing', path: ['checks', 0], key: 'url' },
    ],
    [
      'a wrong value',
      { version: 2 },
      { kind: 'value', path: ['version'], value: 2, expected: 'the number 1' },
    ],
    [
      'a misspelt word',
      { version: 1, engine: 'terrafrom' },
      { kind: 'value', suggestion: ' Did you mean "terraform"?' },
    ],
    [
      'a misspelt kind',
      { version: 1, strategy: { type: 'canery' } },
      {
        kind: 'value',
        path: ['strategy', 'type'],
        value: 'canery',
        expected: 'one of rolling, canary',
        suggestion: ' Did you mean "canary"?',
      },
    ],
    [
      'a kind that is not given',
      { version: 1, strategy: {} },
      { kind: 'missing', path: ['strategy'], key: 'type' },
    ],
    [
      'a name that breaks the rule for names',
      { version: 1, services: { S1: 'x' } },
      { kind: 'badKey', path: ['services'], key: 'S1', expected: 'lower-case letters' },
    ],
    ['a value that is no map at all', 'text', { kind: 'value', path: [], value: 'text' }],
  ])('is told: %s', (_rule, value, fault) => {
    expect(faultsOf(value)).toEqual([expect.objectContaining(fault)]);
  });

  it('is told all at once', () => {
    expect(
      faultsOf({ engine: 1, checks: [{}], x: 1 })
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['missing', 'missing', 'unknownKey', 'value']);
  });
});

describe('words for places and values', () => {
  it('names a place as one would type it', () => {
    expect(pathText(['environments', 'live', 'smoke', 0, 'url'])).toBe('environments.live.smoke[0].url');
    expect(pathText([])).toBe('the file');
  });

  it('keeps a value short and on one line', () => {
    expect(shown('a\nb')).toBe('"a\\nb"');
    expect(shown('x'.repeat(500))).toHaveLength(79);
    expect(shown({ a: 1 })).toBe('a map');
  });
});
