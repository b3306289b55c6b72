import { basename } from 'node:path';
import { build, type Plugin } from 'esbuild';

/**
 * What more than one bundle uses and few steps need lies in files of its own: no bundle carries a second copy, and a step that lists
 * builds reads none of them. `matches` is how the sources import them; the definitions of steps are asked for by the catalogue, which
 * is below `ts/cli`, so their parts have two names.
 */
export const parts = {
  board: {
    entry: 'ts/cli/part-board.ts',
    file: 'ecs-promote-board.cjs',
    matches: /^\.{1,2}\/(?:.*\/)?part-board\.ts$/,
  },
  changes: {
    entry: 'ts/cli/part-changes.ts',
    file: 'ecs-promote-changes.cjs',
    matches: /^\.{1,2}\/(?:.*\/)?part-changes\.ts$/,
  },
  controller: {
    entry: 'ts/cli/part-controller.ts',
    file: 'ecs-promote-controller.cjs',
    matches: /^\.{1,2}\/(?:.*\/)?part-controller\.ts$/,
  },
  doctor: {
    entry: 'ts/cli/part-doctor.ts',
    file: 'ecs-promote-doctor.cjs',
    matches: /^\.{1,2}\/(?:.*\/)?part-doctor\.ts$/,
  },
  git: { entry: 'ts/cli/part-git.ts', file: 'ecs-promote-git.cjs', matches: /^simple-git$/ },
  handOver: {
    entry: 'ts/cli/part-hand-over.ts',
    file: 'ecs-promote-hand-over.cjs',
    matches: /^\.{1,2}\/(?:.*\/)?part-hand-over\.ts$/,
  },
  image: {
    entry: 'ts/cli/part-image.ts',
    file: 'ecs-promote-image.cjs',
    matches: /^\.{1,2}\/(?:.*\/)?(?:part-image|on-image)\.ts$/,
  },
  init: {
    entry: 'ts/cli/part-init.ts',
    file: 'ecs-promote-init.cjs',
    matches: /^\.{1,2}\/(?:.*\/)?part-init\.ts$/,
  },
  policy: {
    entry: 'ts/cli/part-policy.ts',
    file: 'ecs-promote-policy.cjs',
    matches: /^\.{1,2}\/(?:.*\/)?part-policy\.ts$/,
  },
  preflight: {
    entry: 'ts/cli/part-preflight.ts',
    file: 'ecs-promote-preflight.cjs',
    matches: /^\.{1,2}\/(?:.*\/)?part-preflight\.ts$/,
  },
  records: {
    entry: 'ts/cli/part-records.ts',
    file: 'ecs-promote-records.cjs',
    matches: /^\.{1,2}\/(?:.*\/)?part-records\.ts$/,
  },
  s3: {
    entry: 'ts/cli/part-s3.ts',
    file: 'ecs-promote-s3.cjs',
    matches: /^\.{1,2}\/(?:.*\/)?part-s3\.ts$/,
  },
  render: {
    entry: 'ts/cli/part-render.ts',
    file: 'ecs-promote-render.cjs',
    matches: /^\.{1,2}\/(?:.*\/)?part-render\.ts$/,
  },
  signIn: {
    entry: 'ts/cli/part-sign-in.ts',
    file: 'ecs-promote-sign-in.cjs',
    matches: /^@aws-sdk\/credential-provider-(?:login|sso)$/,
  },
  steps: {
    entry: 'ts/cli/part-steps.ts',
    file: 'ecs-promote-steps.cjs',
    matches: /^\.{1,2}\/(?:.*\/)?(?:part-steps|apart)\.ts$/,
  },
  terraform: {
    entry: 'ts/cli/part-terraform.ts',
    file: 'ecs-promote-terraform.cjs',
    matches: /^\.{1,2}\/(?:.*\/)?part-terraform\.ts$/,
  },
  yaml: { entry: 'ts/cli/part-yaml.ts', file: 'ecs-promote-yaml.cjs', matches: /^yaml$/ },
} as const;

/** Turns imports of the parts into a require of the file beside the bundle, at the moment one of its exports is first used. */
export function leaveOutParts(root: string): Plugin {
  return {
    name: 'parts',
    setup(build) {
      for (const { entry, file, matches } of Object.values(parts)) {
        build.onResolve({ filter: matches }, ({ importer, kind }) =>
          kind === 'entry-point' || basename(importer) === basename(entry)
            ? undefined
            : { path: entry, namespace: file },
        );
        build.onLoad({ filter: /.*/, namespace: file }, async () => ({
          contents: lazyModule(file, await exportsOf(root, entry)),
          resolveDir: root,
        }));
        build.onResolve({ filter: new RegExp(`^\\./${file}$`) }, ({ path }) => ({ path, external: true }));
      }
    },
  };
}

/** esbuild reads an imported name from a CommonJS module each time it is used, and not before. */
function lazyModule(file: string, names: readonly string[]): string {
  const getters = names.map((name) => `get ${name}() { return load().${name}; }`);
  return `const load = () => require('./${file}');\nmodule.exports = { ${getters.join(', ')} };`;
}

async function exportsOf(root: string, entry: string): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: 'exports.js',
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  const names = Object.values(metafile.outputs).flatMap((output) => output.exports);
  return names.filter((name) => name !== 'default').sort();
}
