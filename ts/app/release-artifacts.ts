import type { Service } from '../core/config/config.ts';
import { releaseErrors } from '../core/errors/catalogue/release.ts';
import { ProblemError, throwIfAny, type Problem } from '../core/errors/problem.ts';
import type { ServiceBuild } from '../core/release/release.ts';
import { entriesToServiceBuild } from '../core/service-env/service-build.ts';
import type { Files } from '../ports/files.ts';
import { readServiceEnvFiles } from './service-env.ts';

/** A service env artifact that a release is made of. */
export interface Artifact {
  readonly service: Service;
  readonly file: string;
  /** From the import folder, where all that are missing are told together. */
  readonly imported: boolean;
}

/**
 * The service builds that the artifacts record.
 *
 * @throws ProblemError with the problems of all of them: missing, not readable as an artifact, without a digest, of another repository
 */
export async function readServiceBuilds(
  artifacts: readonly Artifact[],
  importFolder: string | null,
  files: Files,
): Promise<Readonly<Record<string, ServiceBuild>>> {
  const builds: Record<string, ServiceBuild> = {};
  const problems: Problem[] = [];
  const missing: string[] = [];
  for (const artifact of artifacts) {
    const found = await readOne(artifact, files);
    if ('build' in found) builds[artifact.service.name] = found.build;
    else if (artifact.imported && found.problems.every(({ code }) => code === 'file-missing'))
      missing.push(`${artifact.service.name}.env.groovy`);
    else problems.push(...found.problems);
  }
  if (missing.length > 0) {
    problems.unshift(releaseErrors.artifactsMissing.problem({ folder: importFolder ?? '', missing }));
  }
  throwIfAny(problems);
  return builds;
}

type Found = { readonly build: ServiceBuild } | { readonly problems: readonly Problem[] };

async function readOne({ service, file }: Artifact, files: Files): Promise<Found> {
  try {
    const entries = (await readServiceEnvFiles([file], files)).flatMap((read) => read.entries);
    return recordedBuild(service, file, entriesToServiceBuild(service.variable, entries));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { problems: error.problems };
  }
}

function recordedBuild(
  service: Service,
  file: string,
  recorded: ReturnType<typeof entriesToServiceBuild>,
): Found {
  const { name, image: configured } = service;
  const place = { file };
  const missing = recorded.missing.map(({ variable }) => variable);
  const image = recorded.build.image;
  const problems = [
    ...recorded.problems.map((problem) => ({ place, ...problem })),
    ...(missing.length > 0
      ? [releaseErrors.artifactIncomplete.problem({ service: name, file, missing }, place)]
      : []),
    ...(image !== undefined && image !== configured
      ? [releaseErrors.imageElsewhere.problem({ service: name, file, recorded: image, configured }, place)]
      : []),
  ];
  // Nothing is missing and nothing is wrong, so every member is there.
  return problems.length > 0 ? { problems } : { build: recorded.build as ServiceBuild };
}
