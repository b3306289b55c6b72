import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../program/built-program.ts';

/** Every page that people read, from the top of the checkout: those of it, of `docs`, and the READMEs beside what they are about. */
export function pages(): readonly string[] {
  const top = readdirSync(checkout).filter((name) => name.endsWith('.md'));
  const below = ['docs', 'jenkins', 'orchestration'].flatMap((folder) =>
    readdirSync(join(checkout, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name)),
  );
  return [...top, ...below].sort();
}

export function textOf(page: string): string {
  return readFileSync(join(checkout, page), 'utf8');
}

/** Without fenced blocks and code between backquotes, where a bracket is no link and a number sign no heading. */
export function proseOf(page: string): string {
  return textOf(page).replaceAll(/^```[^]*?^```$/gm, '');
}

export function isThere(path: string): boolean {
  return existsSync(join(checkout, path));
}

/**
 * The anchors of a page's headings as GitHub makes them: lower case, without punctuation, a hyphen for each space, and a number behind
 * what comes again.
 */
export function anchorsOf(page: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const headings = proseOf(page).matchAll(/^#{1,6} (.+)$/gm);
  return new Set(
    [...headings].map(([, heading = '']) => {
      const shown = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1');
      const anchor = shown
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(' ', '-');
      const times = seen.get(anchor) ?? 0;
      seen.set(anchor, times + 1);
      return times === 0 ? anchor : `${anchor}-${times}`;
    }),
  );
}
