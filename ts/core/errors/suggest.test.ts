import fc from 'fast-check';
import { didYouMean, suggest } from './suggest.ts';

const words = ['limit', 'jenkinsHome', 'job', 'service-env write'];

test.each([
  ['limt', 'limit'],
  ['LIMIT', 'limit'],
  ['jenkins-home', 'jenkinsHome'],
  ['jonb', 'job'],
  ['jbo', 'job'],
  ['service-env wirte', 'service-env write'],
  ['x', undefined],
  ['release', undefined],
  ['', undefined],
])('for "%s" it suggests %s', (word, meant) => {
  expect(suggest(word, words)).toBe(meant);
});

test('a word that is a candidate needs no suggestion', () => {
  expect(suggest('limit', words)).toBeUndefined();
  expect(didYouMean('limit', words)).toBe('');
});

test('the sentence names the suggestion', () => {
  expect(didYouMean('limt', words)).toBe(' Did you mean "limit"?');
});

test('what is suggested is always one of the candidates', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (word, candidates) => {
      const meant = suggest(word, candidates);
      expect(meant === undefined || candidates.includes(meant)).toBe(true);
    }),
  );
});
