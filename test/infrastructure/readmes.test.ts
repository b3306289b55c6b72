import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Each stack's README against its variables and outputs: what a person has to set must be found there. */
const src = join(__dirname, '../../orchestration/src');
const stacks = readdirSync(src).filter((name) => existsSync(join(src, name, 'README.md')));

/** Names in backquotes, as the tables have them. */
const named = (stack: string) =>
  [...readFileSync(join(src, stack, 'README.md'), 'utf8').matchAll(/`([a-z_]+)`/g)].map(([, name]) => name);

/** Names of the blocks of one kind in a file of the stack. */
const declared = (stack: string, file: string, kind: string) =>
  [
    ...readFileSync(join(src, stack, file), 'utf8').matchAll(
      new RegExp(`^${kind} "(?<name>[a-z_]+)" \\{`, 'gm'),
    ),
  ].map(({ groups }) => groups?.['name']);

test.each(stacks)('the README of %s names every variable and every output', (stack) => {
  const wanted = [...declared(stack, 'variables.tf', 'variable'), ...declared(stack, 'outputs.tf', 'output')];
  expect(wanted.length).toBeGreaterThan(3);
  expect(named(stack)).toEqual(expect.arrayContaining(wanted));
});
