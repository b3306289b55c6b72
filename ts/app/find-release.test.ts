import { idsMeant } from './find-release.ts';

const [one, other] = [`4f2c1a9${'0'.repeat(57)}`, `4f2c1a9${'1'.repeat(57)}`];

test.each([
  ['seven digits mean all that begin so', '4f2c1a9', [one, other]],
  ['one more digit means one', '4f2c1a90', [one]],
  ['a whole id means itself', one, [one]],
  ['capitals are no other digits', '4F2C1A91', [other]],
  ['six digits mean nothing yet', '4f2c1a', []],
  ['a word is no id', 'release', []],
  ['nor is more than an id', `${one}0`, []],
])('%s', (_, said, meant) => {
  expect(idsMeant(said, [one, other])).toEqual(meant);
});
