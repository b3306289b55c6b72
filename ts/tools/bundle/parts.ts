import { basename } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * Libraries that more than one bundle uses and few steps need lie in files of their own: no bundle carries a second copy, and a step
 * that lists builds reads neither. `matches` is how the sources import them.
 */
export const parts = {
  git: { entry: 'ts/cli/part-git.ts', file: 'ecs-promote-git.cjs', matches: /^simple-git$/ },
  yaml: { entry: 'ts/cli/part-yaml.ts', file: 'ecs-promote-yaml.cjs', matches: /\/yaml-document\.ts$/ },
} as const;

/** Turns imports of the parts into a require of the file beside the bundle. */
export function leaveOutParts(): Plugin {
  return {
    name: 'parts',
    setup(build) {
      for (const { entry, file, matches } of Object.values(parts)) {
        build.onResolve({ filter: matches }, ({ importer }) =>
          basename(importer) === basename(entry) ? undefined : { path: `./${file}`, external: true },
        );
      }
    },
  };
}
