import { build, type Metafile, type Plugin } from 'esbuild';
import { leaveOutParts, parts } from './parts.ts';
import { offerShared, sharedBy, takeShared } from './shared.ts';
import { slim } from './slim.ts';

/**
 * The bundles. Few, because what Jenkins copies into every build must stay small; more than one, because a step that lists builds
 * must not pay for an AWS client. Imports of run modules stay lazy in the bundle: esbuild turns each into a function that is called
 * when its step is.
 */
export const bundleSources = {
  core: { entry: 'ts/cli/entry-core.ts', file: 'ecs-promote.cjs' },
  aws: { entry: 'ts/cli/entry-aws.ts', file: 'ecs-promote-aws.cjs' },
  rehearsal: { entry: 'ts/cli/entry-rehearsal.ts', file: 'ecs-promote-rehearsal.cjs' },
  ...parts,
} as const;

export type BundleName = keyof typeof bundleSources;

export const bundleNames = Object.keys(bundleSources) as BundleName[];

const copied: readonly BundleName[] = ['core', 'aws', 'git', 'yaml', 'steps'];

/**
 * Jenkins copies the library into each build, so it carries only what a build on any agent may need. Everything else is for people and
 * for images, which have the whole program: of agents (Terraform, the preflight's clients), of controllers, of CodeBuild.
 */
export function isInLibrary(name: BundleName): boolean {
  return copied.includes(name);
}

export interface Bundle {
  readonly name: BundleName;
  /** `ecs-promote.cjs`, `ecs-promote-aws.cjs`, … */
  readonly file: string;
  readonly bytes: Buffer;
  readonly metafile: Metafile;
}

/**
 * Bundles that take from the entry what it holds (`shared.ts`): what it loads, but for packages that are used as they are, and for the
 * rehearsal, for which the entry would grow by what it alone wants.
 */
export const takers: readonly BundleName[] = bundleNames.filter(
  (name) => !['core', 'rehearsal', 'git', 'yaml'].includes(name),
);

/** Bundles the sources under `root`; the bytes depend on nothing but these and the locked packages. */
export async function bundleAll(root: string): Promise<readonly Bundle[]> {
  const { entry, file } = bundleSources.core;
  const shared = await sharedBy(root, (await bundle(root, 'core')).metafile);
  const others = await Promise.all(
    bundleNames
      .filter((name) => name !== 'core')
      .map((name) => bundle(root, name, takers.includes(name) ? [takeShared(root, shared, file)] : [])),
  );
  const metafiles = others.filter(({ name }) => takers.includes(name)).map(({ metafile }) => metafile);
  return [await bundle(root, 'core', [offerShared(root, shared, entry, metafiles)]), ...others];
}

async function bundle(root: string, name: BundleName, plugins: readonly Plugin[] = []): Promise<Bundle> {
  const { entry, file } = bundleSources[name];
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    minify: true,
    // The order of modules follows their paths; a linked node_modules must not change them.
    preserveSymlinks: true,
    // One character beyond Latin-1 makes V8 hold and parse the whole source as two bytes a character.
    charset: 'ascii',
    // The licences go into one file beside the bundles.
    legalComments: 'none',
    logLevel: 'error',
    plugins: [...plugins, leaveOutParts(root), slim(root)],
  });
  const [output] = outputFiles;
  if (!output) throw new Error(`esbuild gave nothing for ${name}`);
  return { name, file, bytes: Buffer.from(output.contents), metafile };
}

/** Bytes each npm package takes in the bundle, the project's own code under `ts`, biggest first. */
export function weights({ metafile }: Bundle): readonly (readonly [name: string, bytes: number])[] {
  const sums = new Map<string, number>();
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const name = packageOf(path)?.name ?? 'ts';
      sums.set(name, (sums.get(name) ?? 0) + bytesInOutput);
    }
  }
  return [...sums].filter(([, bytes]) => bytes > 0).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}

/** The npm package that a bundled file is from, and its folder as the metafile writes it; undefined for our own. */
export function packageOf(path: string): { readonly name: string; readonly folder: string } | undefined {
  const [folder, name] = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
  return folder === undefined || name === undefined ? undefined : { name, folder };
}
