import { join, relative, sep } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';

/**
 * What the entry holds anyway, for the bundles that only it loads: they carry no second copy of it. Such a bundle finds in place of a
 * module of the entry one stub for each export, and the entry exports all that those stubs ask for as one table, which is made when
 * the first of these bundles is loaded. The entry's own modules know nothing of it, and start as they would without.
 *
 * It takes a first build of the entry (what does it hold?) and one of those bundles (what do they want of it?).
 *
 * Module, as its path from the root, → its exports → their names in the table.
 */
export type Shared = ReadonlyMap<string, ReadonlyMap<string, string>>;

const namespace = 'shared';

/** Every export of every module of which something is in the entry. `entry` is of a build without a table. */
export async function sharedBy(root: string, entry: Metafile): Promise<Shared> {
  const modules = contentsOf(entry)
    .filter((path) => /^(ts|node_modules)\/.*\.(ts|m?js)$/.test(path))
    .sort();
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: modules,
    outdir: 'exports',
    outbase: '.',
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    preserveSymlinks: true,
    logLevel: 'error',
  });
  const exportsOf = new Map(
    Object.values(metafile.outputs).flatMap(({ entryPoint, exports }) =>
      entryPoint === undefined ? [] : [[entryPoint, exports.toSorted()] as const],
    ),
  );
  let count = 0;
  const offered = modules.map((path) => {
    const names = exportsOf.get(path) ?? [];
    return [path, new Map(names.map((name) => [name, `$${count++}`]))] as const;
  });
  return new Map(offered);
}

/** For the bundles that the entry loads: what it offers is taken from it. */
export function takeShared(root: string, shared: Shared, entryFile: string): Plugin {
  return {
    name: 'take shared',
    setup(build) {
      build.onLoad({ filter: /\.(ts|m?js)$/, namespace: 'file' }, ({ path }) => {
        const module = relative(root, path).split(sep).join('/');
        const names = shared.get(module);
        if (!names) return undefined;
        const stubs = [...names].map(([name, key]) => `export { default as ${name} } from "shared:${key}";`);
        return { contents: stubs.join('\n'), loader: 'js' };
      });
      build.onResolve({ filter: /^shared:/ }, ({ path }) => ({
        path: path.slice('shared:'.length),
        namespace,
        sideEffects: false,
      }));
      build.onLoad({ filter: /^\$/, namespace }, ({ path }) => ({
        contents: `import { ${path} as one } from "shared:table";\nexport default one;`,
      }));
      build.onLoad({ filter: /^table$/, namespace }, () => ({ contents: tableOf(entryFile) }));
      build.onResolve({ filter: new RegExp(`^\\./${entryFile}$`) }, ({ path }) => ({ path, external: true }));
    },
  };
}

/** Looked up among the loaded modules and not required: a second evaluation of the entry would start the program once more. */
function tableOf(entryFile: string): string {
  return `
    const entry = require.cache[require.resolve("./${entryFile}")];
    if (!entry) throw new Error("it is loaded by the ${entryFile} beside it and by nothing else");
    module.exports = entry.exports.shared();`;
}

/** For the entry: itself, and a table of what the bundles that it loads took from it. */
export function offerShared(
  root: string,
  shared: Shared,
  entry: string,
  takers: readonly Metafile[],
): Plugin {
  const taken = new Set(takers.flatMap(contentsOf));
  const table = [...shared].flatMap(([module, names]) => {
    const specifiers = [...names]
      .filter(([, key]) => taken.has(`${namespace}:${key}`))
      .map(([name, key]) => `${name} as ${key}`);
    return specifiers.length === 0
      ? []
      : [`export { ${specifiers.join(', ')} } from ${JSON.stringify(join(root, module))};`];
  });
  return {
    name: 'offer shared',
    setup(build) {
      build.onResolve({ filter: /.*/ }, ({ kind }) =>
        kind === 'entry-point' ? { path: 'entry', namespace } : undefined,
      );
      build.onLoad({ filter: /^entry$/, namespace }, () => ({
        contents: `
          import ${JSON.stringify(`./${entry}`)};
          export function shared() { return require("shared:table"); }`,
        resolveDir: root,
      }));
      build.onResolve({ filter: /^shared:table$/ }, () => ({ path: 'table', namespace }));
      build.onLoad({ filter: /^table$/, namespace }, () => ({
        contents: table.join('\n'),
        resolveDir: root,
      }));
    },
  };
}

/** What of the inputs is in the output. */
function contentsOf({ outputs }: Metafile): readonly string[] {
  return Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
}
