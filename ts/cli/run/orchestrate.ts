import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type * as z from 'zod/mini';
import { listFiles } from '../../adapters/files/list-files.ts';
import { WorkspaceFiles } from '../../adapters/files/workspace-files.ts';
import { readServiceEnvFiles } from '../../app/service-env.ts';
import type { Config } from '../../core/config/config.ts';
import { throwIfAny } from '../../core/errors/problem.ts';
import { parseRelease } from '../../core/release/parse.ts';
import { entriesToServiceBuild } from '../../core/service-env/service-build.ts';
import { variableName } from '../../core/service-env/variable-name.ts';
import type { ServiceBuildVariables } from '../../core/terraform/builds.ts';
import type { orchestrateStep } from '../../steps/orchestrate.ts';
import type { Run } from '../context.ts';
import { handedOverBy } from '../part-hand-over.ts';
import { orchestrate } from '../part-terraform.ts';
import { configuration } from '../wiring/configuration.ts';

const limitBytes = 16 * 1024 * 1024;

export const run: Run<typeof orchestrateStep> = (input, context) => {
  const files = new WorkspaceFiles(context.cwd);
  return orchestrate(input, context, {
    config: () => configOf(input, context.cwd),
    builds: () => buildsOf(input, context.cwd, files),
    handedOver: async (stack) => {
      const file = configFile(input, context.cwd);
      return file === undefined ? [] : handedOverBy(file, stack, context);
    },
  });
};

type Input = z.infer<(typeof orchestrateStep)['input']>;

/** The one that was named, or the first of those where a team keeps it: here, or at or above the root. */
function configFile({ config, root }: Input, cwd: string): string | undefined {
  const folder = resolve(cwd, root ?? '.');
  const places = [cwd, folder, dirname(folder)].map((place) => join(place, 'promotion.yaml'));
  return config ?? places.find((place) => existsSync(place));
}

async function configOf(input: Input, cwd: string): Promise<Config | null> {
  const file = configFile(input, cwd);
  return file === undefined ? null : configuration(file, cwd);
}

async function buildsOf(
  { release, import: folder }: Input,
  cwd: string,
  files: WorkspaceFiles,
): Promise<readonly ServiceBuildVariables[]> {
  if (release !== undefined) {
    const { services } = parseRelease(await files.readText(release, limitBytes), release);
    return Object.entries(services).map(([service, { tag, image, digest }]) => {
      return { service, variable: variableName(service), tag, image, digest };
    });
  }
  return folder === undefined ? [] : imported(folder, cwd, files);
}

/** What the artifacts assign, those of the samples' form too, which hold a build and nothing else. */
async function imported(
  folder: string,
  cwd: string,
  files: WorkspaceFiles,
): Promise<readonly ServiceBuildVariables[]> {
  const paths = (await listFiles(folder, cwd)).filter((path) => path.endsWith('.env.groovy'));
  const read = await readServiceEnvFiles(paths, files);
  return read.flatMap(({ file, entries }) => {
    const variables = entries.map(({ name }) => name).filter((name) => name.endsWith('_BUILD'));
    const named = file.replace(/^.*\//, '').replace(/\.env\.groovy$/, '');
    return variables.flatMap((variable) => {
      const { build, problems } = entriesToServiceBuild(variable, entries);
      throwIfAny(problems.map((problem) => ({ place: { file }, ...problem })));
      const { tag, image, digest } = build;
      const stem = variable
        .replace(/_BUILD$/, '')
        .toLowerCase()
        .replaceAll('_', '-');
      return tag === undefined
        ? []
        : [{ service: variables.length === 1 ? named : stem, variable, tag, image, digest }];
    });
  });
}
