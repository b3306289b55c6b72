import { environmentState } from '../ledger/environment-state.ts';
import type { Fact, PromotionIntent, Verification } from '../ledger/fact.ts';
import { factHash } from '../ledger/seal.ts';
import { servicesHash } from '../release/release-id.ts';
import type { Release, ReleaseId } from '../release/release.ts';
import type { Facts } from './ledger-links.ts';
import { legsOf, type Leg } from './legs.ts';
import { passedBy, type PassedBy } from './passed-by.ts';

/** How a release came to where it runs. */
export interface Trace {
  readonly releaseId: ReleaseId;
  readonly release: Release;
  /** Along the line; the last ones are in the environment itself. */
  readonly legs: readonly Leg[];
  /** Environments that lie before and did not verify it, or not all of it; along the line. */
  readonly passedBy: readonly PassedBy[];
  /** Whether the promotion recorded which environments lie before; it does since the ledger holds hashes of them. */
  readonly wayRecorded: boolean;
}

/** The way of what runs in the environment, as the ledger tells it; undefined where it says of nothing that it runs. */
export function traceOf(environment: string, facts: Facts): Trace | undefined {
  const here = facts.get(environment) ?? [];
  const { running, verifications } = environmentState(environment, here);
  const verified = verifications.findLast(({ releaseId }) => releaseId === running);
  const legs = legsOf(environment, here);
  const arrived = arrivalOf(legs, running);
  if (running === null || !arrived) return undefined;
  const { release } = arrived.intent;
  const before = upstreamOf(arrived.intent, facts);
  const passed = before.map(({ name, facts: known }) => {
    const there = legsOf(name, known);
    const newest = there.at(-1);
    return { name, depth: newest ? depthOf(newest) : 0, legs: legsThatVerified(release, there, name, known) };
  });
  const confirmed = legs.find(
    ({ verification }) => verification !== null && verification.id === verified?.id,
  );
  const way = [
    ...passed.flatMap((one) => one.legs).sort(alongTheLine),
    ...new Set([arrived, ...(confirmed ? [confirmed] : [])]),
  ];
  return {
    releaseId: running,
    release,
    legs: way,
    passedBy: passed
      .toSorted((a, b) => a.depth - b.depth)
      .map((one) => passedBy(one.name, one.legs, release, way))
      .filter(({ services }) => services.length > 0),
    wayRecorded: arrived.intent.upstream !== undefined,
  };
}

/** One environment lies before another where the other knew of it; in a rehearsal all of them may be verified at the same moment. */
function alongTheLine(a: Leg, b: Leg): number {
  return depthOf(a) - depthOf(b) || (timeOf(a) < timeOf(b) ? -1 : 1);
}

function depthOf({ intent }: Leg): number {
  return Object.keys(intent.upstream ?? {}).length;
}

function timeOf({ verification, intent }: Leg): string {
  return (verification ?? intent).at;
}

/** The promotion that brought it, rather than a restart of it or a promotion that failed and went back to it. */
function arrivalOf(legs: readonly Leg[], running: ReleaseId | null): Leg | undefined {
  const same = legs.filter(({ intent }) => intent.releaseId === running);
  return (
    same.findLast(
      ({ intent, verification }) => intent.plan.kind === 'promote' && verification?.releaseId === running,
    ) ?? same.at(-1)
  );
}

/** The environments before this one with what was known of them when it was decided; where that was not recorded, all others. */
function upstreamOf(
  { at, environment, upstream }: PromotionIntent,
  facts: Facts,
): readonly { readonly name: string; readonly facts: readonly Fact[] }[] {
  return [...facts]
    .filter(([name]) => (upstream ? name in upstream : name !== environment))
    .map(([name, all]) => {
      const newest = upstream ? all.findIndex((fact) => factHash(fact) === upstream[name]) : -1;
      return { name, facts: newest >= 0 ? all.slice(0, newest + 1) : all.filter((fact) => fact.at <= at) };
    });
}

/** The promotions there that stand for it: of the whole, else of each of its builds. */
function legsThatVerified(
  release: Release,
  legs: readonly Leg[],
  environment: string,
  facts: readonly Fact[],
): readonly Leg[] {
  const { verifications } = environmentState(environment, facts);
  const hash = servicesHash(release);
  const whole = verifications.findLast((one) => one.servicesHash === hash);
  const standing = whole
    ? [whole]
    : Object.keys(release.services).flatMap((name) => verifiedBuild(name, release, verifications) ?? []);
  return [...new Set(standing)].flatMap(
    ({ promotion, id }) =>
      legs.find(({ intent, verification }) => intent.id === promotion && verification?.id === id) ?? [],
  );
}

function verifiedBuild(
  service: string,
  { services }: Release,
  verifications: readonly Verification[],
): Verification | undefined {
  const { build, digest } = services[service] ?? {};
  return verifications.findLast(({ release }) => {
    const other = release.services[service];
    return other?.build === build && other?.digest === digest;
  });
}
