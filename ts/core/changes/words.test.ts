import { build } from '../release/example.ts';
import { imagesOf } from './words.ts';

const [one, other] = [build(90), build(91)];
const side = (image: string) => ({ build: 90, commit: null, subject: null, image, digest: null });
const images = (from: string, to: string) =>
  imagesOf({
    service: 'web',
    change: 'settings',
    from: side(from),
    to: side(to),
    commits: null,
    taskDefinition: null,
  });

test.each([
  [
    'digests alone where the repository is the same',
    images(`acme/web@${one.digest}`, `acme/web@${other.digest}`),
    [one.digest.slice(0, 19), other.digest.slice(0, 19)],
  ],
  [
    'whole references where the repository is another',
    images(`acme/web@${one.digest}`, `acme/site@${one.digest}`),
    [`acme/web@${one.digest}`, `acme/site@${one.digest}`],
  ],
  [
    'whole references where one has no digest',
    images('acme/web:1', 'acme/web:2'),
    ['acme/web:1', 'acme/web:2'],
  ],
  ['nothing where nothing differs', images('acme/web:1', 'acme/web:1'), null],
])('of images it tells %s', (_, told, expected) => {
  expect(told).toEqual(expected);
});
