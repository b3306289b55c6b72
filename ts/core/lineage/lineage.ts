import type { Release, ReleaseId, ServiceBuild } from '../release/release.ts';
import { wantedFiles, type Builds } from './archive-of.ts';
import { checkArchives } from './archive-links.ts';
import { checkArtifacts } from './artifact-links.ts';
import { checkFingerprints } from './fingerprint-links.ts';
import { factFile, readLedger } from './ledger-links.ts';
import { Links, type BrokenLink } from './links.ts';
import { checkParents } from './parent-links.ts';
import { isOf, type PassedBy } from './passed-by.ts';
import { checkPromotion } from './promotion-links.ts';
import type { LineageRecords, WantedFiles } from './records.ts';
import { remarksOf } from './remarks.ts';
import { archivedLater } from './replaced.ts';
import { stationOf, type Station } from './station.ts';
import { traceOf, type Trace } from './trace.ts';
import { checkWay } from './way-links.ts';

/** Where what runs in an environment comes from, and whether every record of it is as it was written. */
export interface ProvenLineage {
  readonly environment: string;
  readonly releaseId: ReleaseId;
  /** The release that it was made from; null for the first of a line. */
  readonly parent: ReleaseId | null;
  /** Which services' builds are not the parent's, and why, where overrides or `only` made it; null for a release of its own. */
  readonly derived: NonNullable<Release['derived']> | null;
  readonly services: readonly ServiceLineage[];
  /** Links that hold: pairs of records that say the same of each other. */
  readonly held: number;
  readonly broken: readonly BrokenLink[];
  /** What is not proven and why, for people. */
  readonly remarks: readonly string[];
}

export interface ServiceLineage {
  readonly service: string;
  /** Job that built it; null where the configuration no longer knows the service. */
  readonly job: string | null;
  readonly build: ServiceBuild;
  /** Its way, oldest first. */
  readonly environments: readonly Station[];
  /** Environments that lie before and did not verify this build, each with who answers for that. */
  readonly passedBy: readonly Pick<PassedBy, 'environment' | 'exception'>[];
}

/** The files that `proveLineage` has to be given, found in the ledger alone; undefined where it says of nothing that it runs there. */
export function filesToProve(
  records: Pick<LineageRecords, 'environment' | 'ledger' | 'services'>,
): readonly WantedFiles[] | undefined {
  const trace = traceOf(records.environment, readLedger(records.ledger, new Map(), new Links()));
  return trace && wantedFiles(trace, records.services);
}

/**
 * Proves from archived records alone that what runs in an environment was built by these builds, verified on its way with this evidence
 * and approved by these people. Every record is held against another one that was written at the same time elsewhere: the ledger's chain
 * against itself, archived files against the hashes in it, artifacts against the release, and all against the fingerprints of Jenkins.
 */
export function proveLineage(records: LineageRecords): ProvenLineage | undefined {
  const links = new Links();
  const facts = readLedger(records.ledger, records.noted, links);
  const trace = traceOf(records.environment, facts);
  if (!trace) return links.broken.length === 0 ? undefined : nothingTraced(records.environment, links);
  const byName = new Map(records.builds.map((build) => [`${build.job} ${build.number}`, build]));
  const builds: Builds = ({ job, number }) => byName.get(`${job} ${number}`);
  const later = archivedLater(facts);
  const replaced = trace.legs.flatMap((leg) => {
    checkPromotion(leg, links);
    const ofLeg = checkArchives(leg, builds, later, records.services, links);
    return ofLeg.map((build) => ({ environment: leg.environment, build }));
  });
  checkWay(trace, links);
  const neverPromoted = checkParents(trace.release, facts, links);
  checkArtifacts(trace.release, builds, records.services, factOfArrival(records.environment, trace), links);
  for (const build of records.builds) checkFingerprints(build, links);
  return {
    environment: records.environment,
    releaseId: trace.releaseId,
    parent: trace.release.parent,
    derived: trace.release.derived ?? null,
    services: servicesOf(trace, records.services),
    held: links.held,
    broken: links.broken,
    remarks: remarksOf(trace, { neverPromoted, replaced }, facts, records),
  };
}

/** What runs cannot be told, because the facts that tell it were altered. */
function nothingTraced(environment: string, { held, broken }: Links): ProvenLineage {
  return { environment, releaseId: '', parent: null, derived: null, services: [], held, broken, remarks: [] };
}

function factOfArrival(environment: string, { legs }: Trace): string {
  const arrival = legs.findLast((leg) => leg.environment === environment);
  return arrival ? factFile(arrival.intent) : environment;
}

function servicesOf(
  { release, legs, passedBy }: Trace,
  services: LineageRecords['services'],
): readonly ServiceLineage[] {
  return Object.entries(release.services).map(([service, build]) => ({
    service,
    job: services.find(({ name }) => name === service)?.job ?? null,
    build,
    environments: legs
      .filter((leg) => leg.verification === null || isOf(leg, service, build))
      .map((leg) => stationOf(leg, service)),
    passedBy: passedBy
      .filter((one) => one.services.includes(service))
      .map(({ environment, exception }) => ({ environment, exception })),
  }));
}
