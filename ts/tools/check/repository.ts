import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Symbolic links do not survive Jenkins' copy of a library, nor a checkout on every machine. */
export function symbolicLinks(root: string): readonly string[] {
  return execFileSync('git', ['ls-files', '-s'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.startsWith('120000'))
    .map((line) => `${line.split('\t')[1] ?? line} is a symbolic link`);
}

/** A lock file that names one machine's folders or one company's registry works nowhere else. */
export async function lockFileProblems(root: string): Promise<readonly string[]> {
  const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<
      Record<string, { readonly resolved?: string; readonly link?: boolean; readonly integrity?: string }>
    >;
  };
  return Object.entries(packages).flatMap(([path, { resolved, link, integrity }]) => [
    ...(resolved === undefined
      ? []
      : [`${path} is bound to ${resolved}; npm install leaves that out (.npmrc)`]),
    ...(link ? [`${path} is a link to a folder of this machine`] : []),
    ...(path.includes('node_modules/') && integrity === undefined && !link
      ? [`${path} has no checksum`]
      : []),
  ]);
}

/** `docs/dependencies.md` says in a line of its table why each dependency is there. */
export async function dependencyReasons(root: string): Promise<readonly string[]> {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Partial<
    Record<'dependencies' | 'devDependencies', Readonly<Record<string, string>>>
  >;
  const used = new Map(Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }));
  const page = await readFile(join(root, 'docs/dependencies.md'), 'utf8');
  const explained = [...page.matchAll(/^\| `([^`]+)` +\| ([^|]+)/gm)].map(
    ([, name = '', reason = '']) => [name, reason.trim()] as const,
  );
  const names = explained.map(([name]) => name);
  return [
    ...[...used.keys()].filter((name) => !names.includes(name)).map((name) => `${name} has no line there`),
    ...names.filter((name) => !used.has(name)).map((name) => `${name} is no longer a dependency`),
    ...explained.filter(([, reason]) => reason === '').map(([name]) => `${name} has no reason`),
    ...[...used]
      .filter(([, version]) => !/^\d/.test(version))
      .map(([name, version]) => `${name} ${version} is not an exact version`),
  ];
}
