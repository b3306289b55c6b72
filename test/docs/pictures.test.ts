import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { checkout } from '../program/built-program.ts';
import { pages, textOf } from './pages.ts';

/** The drawings of the pages: shown as images, so each brings its colours for dark and light, and words for whoever does not see it. */
const pictures = readdirSync(join(checkout, 'docs')).filter((name) => name.endsWith('.svg'));
const sourceOf = (name: string) => readFileSync(join(checkout, 'docs', name), 'utf8');

test.each(pictures)('%s is well formed, and each class in it has a colour', (name) => {
  const used = new Set<string>();
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ attributes }) => {
    if (attributes['class'] !== undefined) used.add(attributes['class']);
  });
  const text = sourceOf(name);
  parser.write(text).close();
  expect(used.size).toBeGreaterThan(3);
  expect([...used].filter((each) => !text.includes(`.${each} {`) && each !== 'name')).toEqual([]);
});

test.each(pictures)('%s says what it shows, and is for dark pages, too', (name) => {
  const text = sourceOf(name);
  expect(text).toMatch(/aria-labelledby="title desc"/);
  expect(text).toMatch(/<title id="title">.+<\/title>\s*<desc id="desc">.+<\/desc>/);
  expect(text).toContain('@media (prefers-color-scheme: dark)');
});

test.each(pictures)('%s is on a page, with words in its place', (name) => {
  const shown = pages().flatMap((page) =>
    [...textOf(page).matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)].filter(([, , path = '']) => path.endsWith(name)),
  );
  expect(shown.length).toBeGreaterThan(0);
  for (const [, words = ''] of shown) expect(words.length).toBeGreaterThan(20);
});
