import { oneLine } from '../release/columns.ts';
import { shortId } from '../release/short-id.ts';
import type { ReleaseId } from '../release/release.ts';
import { archivesOf, buildsOf } from './archive-of.ts';
import type { Facts } from './ledger-links.ts';
import type { Leg } from './legs.ts';
import type { PassedBy } from './passed-by.ts';
import { buildText, type BuildName, type LineageRecords } from './records.ts';
import type { Trace } from './trace.ts';

/** What the links that were checked have shown besides. */
interface Found {
  /** The first release on the way back to the beginning that no environment knows, and what was made from it. */
  readonly neverPromoted: { readonly parent: ReleaseId; readonly child: ReleaseId } | null;
  /** Builds that archived a later promotion over the one into this environment. */
  readonly replaced: readonly { readonly environment: string; readonly build: BuildName }[];
}

/** What is not proven and why, each in a sentence for people. */
export function remarksOf(
  trace: Trace,
  { neverPromoted, replaced }: Found,
  facts: Facts,
  { environment, builds, noted }: LineageRecords,
): readonly string[] {
  const newest = facts.get(environment)?.at(-1);
  return [
    ...(trace.wayRecorded
      ? []
      : ['Which environments lie before was not recorded then; all that verified it are told.']),
    ...trace.passedBy.map((one) => passedByText(one, environment, trace)),
    ...(neverPromoted
      ? [
          `Release ${shortId(neverPromoted.parent)}, from which ${shortId(neverPromoted.child)} was made, was promoted nowhere: the ledger knows no more of it.`,
        ]
      : []),
    ...trace.legs.flatMap(archiveRemarks),
    ...replaced.map(
      (one) =>
        `${buildText(one.build)} archived a later promotion over the one into ${one.environment}: of that the ledger alone holds what was replaced.`,
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

function passedByText(
  { environment, services, exception }: PassedBy,
  here: string,
  { release }: Trace,
): string {
  const builds = services.map((name) => `${name} ${release.services[name]?.build ?? ''}`);
  const what = services.length === Object.keys(release.services).length ? 'it' : builds.join(', ');
  const why = exception ? `: ${exception.by} answers for the hot fix, ${oneLine(exception.reason, 120)}` : '';
  return `${environment} lies before ${here} and did not verify ${what}${why}.`;
}

/** Of what the builds of one promotion archived. */
function archiveRemarks(leg: Leg): readonly string[] {
  const archives = archivesOf(leg);
  const unbound = archives.filter(({ archived }) => archived === undefined);
  const killed = buildsOf(leg).filter(
    ({ job, number }) => !archives.some((one) => one.job === job && one.number === number),
  );
  return [
    ...unbound.map(
      (build) =>
        `The ledger holds no hashes of what ${buildText(build)} archived, so only what stands in both is proven.`,
    ),
    ...killed.map(
      (build) =>
        `${buildText(build)} was killed before it could write down what it leaves, so nothing that it archived is proven.`,
    ),
    ...(archives.length === 0 && killed.length === 0
      ? [`${leg.environment}: no Jenkins build is recorded, so nothing archived is proven.`]
      : []),
  ];
}
