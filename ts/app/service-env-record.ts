import { displayNameOf } from '../core/display-name/display-name.ts';
import { awsErrors } from '../core/errors/catalogue/aws.ts';
import type { ServiceBuild } from '../core/release/release.ts';
import { serviceBuildToEntries } from '../core/service-env/service-build.ts';
import type { Files } from '../ports/files.ts';
import type { CommitHistory } from '../ports/history.ts';
import type { Registry } from '../ports/registry.ts';
import { recordServiceEnv } from './service-env.ts';

export interface PushedBuild {
  readonly service: string;
  /** The variable that holds the build, e.g. `SERVICE1_BUILD`. */
  readonly variable: string;
  readonly build: number;
  /** Repository without tag. */
  readonly repository: string;
  readonly tag: string;
  readonly folder: string;
}

export interface RecordingTools {
  readonly history: CommitHistory;
  readonly registry: Registry;
  readonly files: Files;
}

/**
 * Writes the env artifact of a service build whose image has been pushed.
 *
 * @throws ProblemError `ecr-image-missing` when the registry has no such image, and what the tools throw; then no file is written
 */
export async function recordPushedBuild(
  pushed: PushedBuild,
  { history, registry, files }: RecordingTools,
): Promise<{ readonly file: string; readonly recorded: ServiceBuild }> {
  const { service, variable, build, repository, tag, folder } = pushed;
  const commit = await history.lastCommit();
  const identity = await registry.resolve(repository, tag);
  if (!identity) throw awsErrors.imageMissing.error({ repository, tag, service });
  const recorded: ServiceBuild = {
    build,
    commit: commit?.id ?? null,
    subject: displayNameOf(commit?.message ?? '', { fallback: `#${build}` }).displayName,
    image: repository,
    tag,
    ...identity,
  };
  const values = serviceBuildToEntries(variable, recorded);
  return { file: await recordServiceEnv({ service, folder, values }, files), recorded };
}
