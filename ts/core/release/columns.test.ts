import fc from 'fast-check';
import { columns, oneLine } from './columns.ts';

describe('columns', () => {
  it('are as wide as their widest cell, with nothing behind the last', () => {
    expect(columns([['a', '1', 'x'], ['long', '22', ''], ['b']])).toEqual(['a     1   x', 'long  22', 'b']);
  });

  it('count what a terminal shows: wide characters twice, accents and joined emoji as what they join', () => {
    expect(
      columns([
        ['目录', '|'],
        ['e\u0301a', '|'],
        ['👩‍👩‍👧', '|'],
        ['abcd', '|'],
      ]),
    ).toEqual(['目录  |', 'e\u0301a    |', '👩‍👩‍👧    |', 'abcd  |']);
  });
});

describe('one line', () => {
  it.each([
    ['short', 10, 'short'],
    ['exactly ten', 11, 'exactly ten'],
    ['one more than ten', 11, 'one more t…'],
    ['ends before a blank', 14, 'ends before a…'],
    ['two\nlines\r\nof text', 40, 'two lines of text'],
    ['\u001b[31mred\u001b[0m', 40, 'red'],
    ['user\u202egnp.exe', 40, 'usergnp.exe'],
    ['目录目录目录', 7, '目录目…'],
  ])('of %j in %d columns is %j', (text, limit, line) => {
    expect(oneLine(text, limit)).toBe(line);
  });

  it('is one line of at most the given columns, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 2, max: 80 }), (text, limit) => {
        const line = oneLine(text, limit);
        expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
        const [padded = ''] = columns([
          [line, '|'],
          ['x'.repeat(limit), '|'],
        ]);
        const [, full = ''] = columns([
          [line, '|'],
          ['x'.repeat(limit), '|'],
        ]);
        expect(padded.endsWith('|')).toBe(true);
        expect(full).toBe(`${'x'.repeat(limit)}  |`);
      }),
    );
  });
});
