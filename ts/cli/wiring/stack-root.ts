import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder of the stacks that a person means, and how to call it. */
export function rootOf(
  said: string | undefined,
  cwd: string,
): { readonly root: string; readonly named: string } {
  const named = said ?? '.';
  const root = resolve(cwd, named);
  const inside = join(root, 'orchestration');
  return !isFolder(join(root, 'src')) && isFolder(join(inside, 'src'))
    ? { root: inside, named: join(named, 'orchestration') }
    : { root, named };
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
