import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Every file and folder below `folder` with its content, but `except`: what must be the same before and after. */
export function snapshot(folder: string, except: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) return [path, 'folder'] as const;
    return [path, entry.isSymbolicLink() ? readlinkSync(path) : readFileSync(path, 'latin1')] as const;
  });
  return Object.fromEntries<string>(
    entries.filter(([path]) => path !== except).map(([path, content]) => [relative(folder, path), content]),
  );
}
