import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from './built-program.ts';

/** The contents of a page's fenced blocks in one language, in order. */
export function fencedBlocks(page: string, language: string): readonly string[] {
  const text = readFileSync(join(checkout, page), 'utf8');
  return [...text.matchAll(/^```(\w*)\n([^]*?)^```$/gm)]
    .filter(([, found]) => found === language)
    .map(([, , content = '']) => content);
}

/** The commands of a page’s `sh` blocks, one a line, without comments; a backslash at the end goes on with the next. */
export function commandsOf(page: string): readonly string[] {
  return fencedBlocks(page, 'sh')
    .flatMap((block) => block.replaceAll(/\\\n\s*/g, '').split('\n'))
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
