import type { Exception } from '../plan/plan.ts';
import { shortId } from '../release/short-id.ts';
import type { ReleaseId, ServiceBuild } from '../release/release.ts';
import { archivesOf, wantedFiles, type Builds } from './archive-of.ts';
import { checkArchives } from './archive-links.ts';
import { checkArtifacts } from './artifact-links.ts';
import { checkFingerprints } from './fingerprint-links.ts';
import { factFile, readLedger, type Facts } from './ledger-links.ts';
import { Links, type BrokenLink } from './links.ts';
import { checkPromotion } from './promotion-links.ts';
import type { LineageRecords, WantedFiles } from './records.ts';
import { checkParents } from './parent-links.ts';
import { traceOf, type Leg, type Trace } from './trace.ts';

/** Where what runs in an environment comes from, and whether every record of it is as it was written. */
export interface ProvenLineage {
  readonly environment: string;
  readonly releaseId: ReleaseId;
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
}

/** One environment on the way of a service. */
export interface Station {
  readonly environment: string;
  readonly releaseId: ReleaseId;
  /** ISO 8601; null where it was not verified. */
  readonly verifiedAt: string | null;
  /** `proven`, or `deployedNotProven` for a service without tasks. */
  readonly outcome: string | null;
  /** Running tasks whose digests were compared. */
  readonly tasks: number;
  readonly promotion: string;
  readonly kind: string;
  readonly by: string;
  readonly approvedBy: readonly string[];
  readonly planHash: string;
  /** `deploy-live #3` */
  readonly builds: readonly { readonly job: string; readonly number: number }[];
  /** Files whose hashes are in the ledger. */
  readonly evidence: readonly string[];
  /** Gates that were passed by somebody's word. */
  readonly exceptions: readonly Exception[];
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
  for (const leg of trace.legs) {
    checkPromotion(leg, links);
    checkArchives(leg, builds, records.services, links);
  }
  checkWay(trace, links);
  checkParents(trace.release, facts, links);
  checkArtifacts(trace.release, builds, records.services, factOfArrival(records.environment, trace), links);
  for (const build of records.builds) checkFingerprints(build, links);
  return {
    environment: records.environment,
    releaseId: trace.releaseId,
    services: servicesOf(trace, records.services),
    held: links.held,
    broken: links.broken,
    remarks: remarksOf(trace, facts, records),
  };
}

/** What runs cannot be told, because the facts that tell it were altered. */
function nothingTraced(environment: string, { held, broken }: Links): ProvenLineage {
  return { environment, releaseId: '', services: [], held, broken, remarks: [] };
}

function factOfArrival(environment: string, { legs }: Trace): string {
  const arrival = legs.findLast((leg) => leg.environment === environment);
  return arrival ? factFile(arrival.intent) : environment;
}

/** Verified where it runs, and each build somewhere before, unless somebody took it on himself that it was not. */
function checkWay({ release, releaseId, legs, passedBy, exceptions }: Trace, links: Links): void {
  const arrival = legs.at(-1);
  if (!arrival) return;
  const { environment, intent } = arrival;
  const verified = legs.some(
    (leg) => leg.environment === environment && leg.verification?.releaseId === releaseId,
  );
  if (verified) links.holds();
  else links.missing(`the verification of release ${shortId(releaseId)} in ${environment}`, factFile(intent));
  const before = legs.filter((leg) => leg.environment !== environment);
  const hasWay = before.length > 0 || passedBy.length > 0;
  if (!hasWay || exceptions.some(({ kind }) => kind === 'hotfix')) return;
  for (const [name, build] of Object.entries(release.services)) {
    if (before.some((leg) => isOf(leg, name, build))) links.holds();
    else links.missing(`a verification of ${name} ${build.build} before ${environment}`, factFile(intent));
  }
}

function isOf({ verification }: Leg, service: string, { build, digest }: ServiceBuild): boolean {
  const other = verification?.release.services[service];
  return other?.build === build && other.digest === digest;
}

function servicesOf(
  { release, legs }: Trace,
  services: LineageRecords['services'],
): readonly ServiceLineage[] {
  return Object.entries(release.services).map(([service, build]) => ({
    service,
    job: services.find(({ name }) => name === service)?.job ?? null,
    build,
    environments: legs
      .filter((leg) => leg.verification === null || isOf(leg, service, build))
      .map((leg) => stationOf(leg, service)),
  }));
}

function stationOf(leg: Leg, service: string): Station {
  const { environment, intent, verification } = leg;
  const row = verification?.proof.find((one) => one.service === service);
  const archives = archivesOf(leg);
  return {
    environment,
    releaseId: verification?.releaseId ?? intent.releaseId,
    verifiedAt: verification?.at ?? null,
    outcome: row?.outcome ?? null,
    tasks: row?.tasks ?? 0,
    promotion: intent.id,
    kind: intent.plan.kind,
    by: intent.by.name,
    approvedBy: intent.approvedBy,
    planHash: intent.planHash,
    builds: archives.map(({ job, number }) => ({ job, number })),
    evidence: archives
      .flatMap(({ archived }) => Object.keys(archived ?? {}))
      .filter((name) => name.startsWith('evidence/')),
    exceptions: intent.plan.exceptions ?? [],
  };
}

function remarksOf(
  trace: Trace,
  facts: Facts,
  { environment, builds, noted }: LineageRecords,
): readonly string[] {
  const unbound = trace.legs
    .flatMap((leg) => archivesOf(leg))
    .filter(({ archived }) => archived === undefined);
  const outside = trace.legs.filter((leg) => archivesOf(leg).length === 0);
  const newest = facts.get(environment)?.at(-1);
  return [
    ...(trace.wayRecorded
      ? []
      : ['Which environments lie before was not recorded then; all that verified it are told.']),
    ...trace.passedBy.map((name) => `${name} lies before ${environment} and did not verify it.`),
    ...unbound.map(
      ({ job, number }) =>
        `The ledger holds no hashes of what ${job} #${number} archived, so only what stands in both is proven.`,
    ),
    ...outside.map(
      ({ environment: name }) => `${name}: no Jenkins build is recorded, so nothing archived is proven.`,
    ),
    ...(builds.every(({ files }) => files.every(({ fingerprint }) => fingerprint === null))
      ? ['Jenkins’ fingerprints were not at hand, or are of none of these files.']
      : []),
    ...(newest && !noted.has(environment)
      ? [
          `That no newer fact of ${environment} was taken away shows only with a note of it: --noted, from ledger verify.`,
        ]
      : []),
  ];
}
