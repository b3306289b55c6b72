import fc from 'fast-check';
import { canonicalHash, canonicalJson, sha256Hex } from './canonical.ts';

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

  it.each([[NaN], ['\ud800'], [undefined]])('refuses %p, which has no JSON text', (value) => {
    expect(() => canonicalJson(value)).toThrow();
  });

  it('hashes the UTF-8 bytes, as sha256sum does', () => {
    expect(sha256Hex('é')).toBe('4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c');
    expect(canonicalHash({ b: 1, a: 2 })).toBe(sha256Hex('{"a":2,"b":1}'));
  });
});
