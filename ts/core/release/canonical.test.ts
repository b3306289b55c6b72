import fc from 'fast-check';
import { canonicalHash, canonicalJson, isCanonicalJson, sha256Hex } from './canonical.ts';

describe('canonical JSON', () => {
  it.each([
    [
      'members in the order of their UTF-16 units',
      { '\u20ac': 1, '\r': 2, 1: 3, '\ud83d\ude02': 4 },
      '{"\\r":2,"1":3,"€":1,"😂":4}',
    ],
    ['numbers as ECMAScript writes them', [1e30, 4.5, 0.002, 1e-27, -0], '[1e+30,4.5,0.002,1e-27,0]'],
    ['no member for undefined', { a: undefined, b: null }, '{"b":null}'],
    ['control characters in their short form', '\u000f\n"\\/', '"\\u000f\\n\\"\\\\/"'],
  ])('writes %s', (_rule, value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it('does not depend on the order in which members were added', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (record) => {
        const backwards = Object.fromEntries(Object.entries(record).reverse());
        expect(canonicalJson(backwards)).toBe(canonicalJson(record));
      }),
    );
  });

  it('means the same value when it is read back', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(canonicalJson(plain))).toEqual(plain);
      }),
    );
  });

  it.each([
    ['white space', '{"a": 1}'],
    ['members out of order', '{"b":1,"a":2}'],
    ['members out of order further down', '[{"a":{"b":1,"a":2}}]'],
    ['members in the order of numbers', '{"9":1,"10":2}'],
    ['a member twice', '{"a":1,"a":2}'],
    ['another form of a number', '{"a":1.0}'],
    ['a minus before zero', '[-0]'],
    ['another form of a character', '"\\u00e9"'],
    ['half of a character', '"\\ud800"'],
  ])('is not a text with %s', (_rule, text) => {
    expect(isCanonicalJson(text, JSON.parse(text))).toBe(false);
  });

  it('is nothing but what its writer writes', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const value: unknown = JSON.parse(text);
        if (isCanonicalJson(text, value)) expect(text).toBe(canonicalJson(value));
      }),
    );
  });

  it('is seen in a fact of a promotion', () => {
    const fact = {
      at: '2026-10-05T08:00:00.000Z',
      by: { build: null, name: 'anna 😂' },
      services: ['a\n', 1, null],
    };
    expect(isCanonicalJson(canonicalJson(fact), fact)).toBe(true);
  });

  it.each([[NaN], ['\ud800'], [undefined]])('refuses %p, which has no JSON text', (value) => {
    expect(() => canonicalJson(value)).toThrow();
  });

  it('hashes the UTF-8 bytes, as sha256sum does', () => {
    expect(sha256Hex('é')).toBe('4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c');
    expect(canonicalHash({ b: 1, a: 2 })).toBe(sha256Hex('{"a":2,"b":1}'));
  });
});
