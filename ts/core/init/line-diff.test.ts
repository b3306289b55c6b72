import fc from 'fast-check';
import { lineDiff } from './line-diff.ts';

test('says nothing of what is the same', () => {
  expect(lineDiff('a\nb\n', 'a\nb\n')).toEqual([]);
});

test('shows two lines around a change, and leaves out what is far from any', () => {
  expect(lineDiff('1\n2\n3\n4\n5\n6\n7\n8\n9', '1\n2\n3\nfour\n5\n6\n7\n8\n9\nten')).toEqual([
    '  2',
    '  3',
    '- 4',
    '+ four',
    '  5',
    '  6',
    '…',
    '  8',
    '  9',
    '+ ten',
  ]);
});

test('what is kept and taken is the one text, and what is kept and added the other', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 5 })
    .map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      fc.pre(before !== after);
      const lines = lineDiff(before, after).filter((line) => line !== '…');
      const without = (mark: string) =>
        lines.filter((line) => !line.startsWith(mark)).map((line) => line.slice(2));
      // Five lines are too few to leave any out between two changes; in front and behind some may be missing.
      expect(before).toContain(without('+').join('\n'));
      expect(after).toContain(without('-').join('\n'));
      expect(lines.some((line) => !line.startsWith(' '))).toBe(true);
    }),
  );
});

test('texts that are too large to be compared are not', () => {
  expect(lineDiff('a\n'.repeat(3000), 'b\n'.repeat(3000))).toEqual([]);
});
