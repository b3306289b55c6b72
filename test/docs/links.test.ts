import { dirname, join, normalize } from 'node:path';
import { anchorsOf, isThere, pages, proseOf } from './pages.ts';

/** A link that leads nowhere is met by the person who needed it. Addresses elsewhere are not asked: a test needs no network. */
interface Link {
  readonly page: string;
  readonly target: string;
  readonly path: string;
  readonly anchor: string | undefined;
}

const all: readonly Link[] = pages().flatMap((page) =>
  [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path = '', anchor] = target.split('#');
      return { page, target, path: path === '' ? page : normalize(join(dirname(page), path)), anchor };
    }),
);

test('there are links to look at', () => {
  expect(all.length).toBeGreaterThan(100);
});

test('each leads to a file or a folder of the checkout', () => {
  expect(all.filter(({ path }) => !isThere(path)).map(told)).toEqual([]);
});

test('each anchor is a heading of its page', () => {
  const anchored = all.filter(({ path, anchor }) => anchor !== undefined && path.endsWith('.md'));
  const wrong = anchored.filter(({ path, anchor }) => isThere(path) && !anchorsOf(path).has(String(anchor)));
  expect(anchored.length).toBeGreaterThan(20);
  expect(wrong.map(told)).toEqual([]);
});

test('every page below docs is reached from the README', () => {
  const reached = new Set(['README.md']);
  for (const page of reached)
    for (const { path } of all.filter((link) => link.page === page))
      if (path.endsWith('.md')) reached.add(path);
  const listed = new Set(all.filter(({ page }) => reached.has(page)).map(({ path }) => path));
  const unreached = pages().filter(
    (page) =>
      page.startsWith('docs/') &&
      !reached.has(page) &&
      !listed.has(dirname(page)) &&
      !listed.has(`${dirname(page)}/`),
  );
  expect(unreached).toEqual([]);
});

function told({ page, target }: Link): string {
  return `${page}: ${target}`;
}
