import { edited, type SourceFile } from './source.ts';
import type { ModuleSource } from './stack-facts.ts';

/** Where a local module lies, from the orchestration root; undefined for one that Terraform downloads. */
export function moduleFolder({ source, path }: Pick<ModuleSource, 'source' | 'path'>): string | undefined {
  if (isMounted(source)) return joined('src', source);
  return /^\.\.?\//.test(source) ? joined(folderOf(placed(path)), source) : undefined;
}

/**
 * The texts in which `/modules/<name>`, where the samples' container mounts `src/modules`, is written as a path that leads there
 * without a container.
 *
 * @param sources the module sources of all these files
 */
export function withNativeSources(
  files: readonly SourceFile[],
  sources: readonly ModuleSource[],
): ReadonlyMap<string, string> {
  const mounted = sources.filter(({ source }) => isMounted(source));
  const changed = files.filter(({ path }) => mounted.some((one) => one.path === path));
  return new Map(
    changed.map((file) => {
      const here = mounted.filter(({ path }) => path === file.path);
      const up = wayToModules(folderOf(placed(file.path)));
      const native = (source: string) => JSON.stringify(`${up}/${source.slice('/modules/'.length)}`);
      const edits = here.flatMap(({ source, span }) => (span ? [{ ...span, text: native(source) }] : []));
      const text = file.path.endsWith('.json')
        ? here.reduce(
            (json, { source }) => json.replaceAll(JSON.stringify(source), native(source)),
            file.text,
          )
        : edited(file.text, edits);
      return [file.path, text] as const;
    }),
  );
}

/** `../modules` from a stack; a module may lie beside `src`, too. */
function wayToModules(folder: string): string {
  const parts = folder.split('/');
  return parts[0] === 'src'
    ? `${'../'.repeat(parts.length - 1)}modules`
    : `${'../'.repeat(parts.length)}src/modules`;
}

/** Where Terraform sees a file: those of `config/…/<stack>` are put into `src/<stack>`. */
export function placed(path: string): string {
  const parts = path.split('/');
  return parts[0] === 'config' ? `src/${parts.slice(-2).join('/')}` : path;
}

function isMounted(source: string): boolean {
  return source.startsWith('/modules/');
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Both from the root; the result does not lead out of it, or begins with `..`. */
function joined(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
