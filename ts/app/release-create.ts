import type { Config } from '../core/config/config.ts';
import { releaseErrors } from '../core/errors/catalogue/release.ts';
import { throwIfAny, type Problem } from '../core/errors/problem.ts';
import { didYouMean } from '../core/errors/suggest.ts';
import { createRelease } from '../core/release/create.ts';
import { deriveRelease } from '../core/release/derive.ts';
import { checkRelease, parseRelease } from '../core/release/parse.ts';
import { releaseId } from '../core/release/release-id.ts';
import type { Release } from '../core/release/release.ts';
import type { Files } from '../ports/files.ts';
import { readServiceBuilds, type Artifact } from './release-artifacts.ts';
import { releaseLimitBytes } from './release-files.ts';

export interface ReleaseRequest {
  readonly config: Config;
  /** Folder with `<service>.env.groovy` of each service. */
  readonly importFolder: string | null;
  /** File of the release that the new one follows or changes. */
  readonly parent: string | null;
  /** Artifact by service: its build replaces the parent's. */
  readonly overrides: Readonly<Record<string, string>>;
  /** Take only these services from the folder, everything else from the parent; empty for all. */
  readonly only: readonly string[];
  readonly reason: string | null;
}

/**
 * Makes a release of service env artifacts. With overrides or `only` it is derived from the parent, and the parent itself when that
 * changes nothing; otherwise it holds every configured service and follows the parent.
 *
 * @throws ProblemError with everything that is wrong with request and artifacts
 */
export async function createReleaseFrom(request: ReleaseRequest, files: Files): Promise<Release> {
  throwIfAny(problemsOf(request));
  const { parent: file, reason, only, overrides } = request;
  const parent = file === null ? null : parseRelease(await files.readText(file, releaseLimitBytes), file);
  const builds = await readServiceBuilds(artifactsOf(request), request.importFolder, files);
  const isDerived = only.length > 0 || Object.keys(overrides).length > 0;
  const release =
    parent && isDerived
      ? deriveRelease(createRelease({ parent: null, builds }), { onto: parent, reason })
      : createRelease({ parent: parent && releaseId(parent), builds });
  return checkRelease(release, 'the new release');
}

/** What has to be read: an overridden service's own artifact need not be there. */
function artifactsOf({ config, importFolder, overrides, only }: ReleaseRequest): readonly Artifact[] {
  return config.services.flatMap((service): readonly Artifact[] => {
    const override = Object.hasOwn(overrides, service.name) ? overrides[service.name] : undefined;
    if (override !== undefined) return [{ service, file: override, imported: false }];
    if (importFolder === null || (only.length > 0 && !only.includes(service.name))) return [];
    const file = `${importFolder.replace(/(?<=.)\/+$/, '')}/${service.name}.env.groovy`;
    return [{ service, file, imported: true }];
  });
}

function problemsOf({ config, importFolder, parent, overrides, only }: ReleaseRequest): readonly Problem[] {
  const known = config.services.map(({ name }) => name);
  const overridden = Object.keys(overrides);
  const isUnknown = (service: string) => !known.includes(service);
  const unknown = (service: string) => ({ service, known, suggestion: didYouMean(service, known) });
  return [
    ...(importFolder === null && overridden.length === 0 && only.length === 0
      ? [releaseErrors.nothingGiven.problem({})]
      : []),
    ...(only.length > 0 && importFolder === null ? [releaseErrors.onlyNeedsImport.problem({})] : []),
    ...(only.length > 0 && parent === null
      ? [releaseErrors.needsParent.problem({ argument: '--only' })]
      : []),
    ...(overridden.length > 0 && parent === null
      ? [releaseErrors.needsParent.problem({ argument: '--override' })]
      : []),
    ...overridden.filter(isUnknown).map((service) => releaseErrors.overrideUnknown.problem(unknown(service))),
    ...only.filter(isUnknown).map((service) => releaseErrors.onlyUnknown.problem(unknown(service))),
  ];
}
