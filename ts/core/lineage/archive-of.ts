import type { Hashes, PromotionOutcome } from '../ledger/fact.ts';
import type { Service } from '../config/config.ts';
import type { ArchivedBuild, ArchivedFile, BuildName, WantedFiles } from './records.ts';
import type { Leg } from './legs.ts';
import type { Trace } from './trace.ts';

/** What one build archived of one promotion, in the words of the ledger. */
export interface ExpectedArchive extends BuildName {
  readonly leg: Leg;
  /** The run that was the build's last. */
  readonly outcome: PromotionOutcome;
  /** By path beside `promotion.json`; undefined where the ledger holds no hashes: facts of versions before it did. */
  readonly archived: Hashes | undefined;
}

/**
 * What the builds archived. A build that waited for a person ran more than once: its later files took the place of those with the same
 * name, and the others stayed. A run outside of Jenkins archived nothing.
 */
export function archivesOf(leg: Leg): readonly ExpectedArchive[] {
  const builds = new Map<string, ExpectedArchive>();
  for (const outcome of leg.outcomes) {
    const { build } = outcome.by;
    if (!build) continue;
    const key = `${build.job} ${build.number}`;
    const before = builds.get(key)?.archived;
    const archived = outcome.archived && { ...before, ...outcome.archived };
    builds.set(key, { job: build.job, number: build.number, leg, outcome, archived });
  }
  return [...builds.values()];
}

/** Every build that ran the promotion, oldest first: also one that was killed before it could write down how it ended. */
export function buildsOf({ intent, verification, history, outcomes }: Leg): readonly BuildName[] {
  const facts = [intent, ...history.decisions, history.turn, verification, ...outcomes];
  const builds = facts
    .flatMap((fact) => fact ?? [])
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(({ by }) => by.build ?? []);
  return [...new Map(builds.map(({ job, number }) => [`${job} ${number}`, { job, number }])).values()];
}

/** The files that the proof looks at. */
export function wantedFiles(
  trace: Trace,
  services: readonly Pick<Service, 'name' | 'job'>[],
): readonly WantedFiles[] {
  const ofPromotions = trace.legs.flatMap(archivesOf).map(({ job, number, archived }) => ({
    job,
    number,
    names: Object.keys(archived ?? { 'promotion.json': '' }),
  }));
  const ofBuilds = Object.entries(trace.release.services).flatMap(([name, { build }]) => {
    const job = services.find((service) => service.name === name)?.job;
    return job === undefined ? [] : [{ job, number: build, names: [artifactOf(name)] }];
  });
  return [...ofPromotions, ...ofBuilds];
}

/** The service env artifact that a service's build archives. */
export function artifactOf(service: string): string {
  return `${service}.env.groovy`;
}

/** Finds a build's archive. */
export type Builds = (build: BuildName) => ArchivedBuild | undefined;

/** The file of that name, whatever folder it was archived from. */
export function fileNamed(name: string, files: readonly ArchivedFile[]): ArchivedFile | undefined {
  return files.filter(({ path }) => isNamed(path, name)).toSorted((a, b) => a.path.length - b.path.length)[0];
}

/** @param path within an archive */
export function isNamed(path: string, name: string): boolean {
  return path === name || path.endsWith(`/${name}`);
}
