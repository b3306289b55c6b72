import type { EnvironmentState } from '../ledger/environment-state.ts';
import type { Verification } from '../ledger/fact.ts';
import type { ServiceBuild } from '../release/release.ts';
import type { Situation } from './situation.ts';
import { hasComeTheWay } from './way.ts';

/** Whether a verification counts: since when it stands (milliseconds since the epoch), null where there is none. */
export type Counts = (since: number | null) => boolean;

/**
 * Whether the candidate was verified in the environments that it must have passed. A derived release counts, too, when each of its
 * builds does, in whichever releases they came.
 */
export function wasVerifiedOnTheWay(situation: Situation, counts: Counts): boolean {
  const { release, servicesHash } = situation;
  if (hasComeTheWay(situation, (state) => counts(wholeSince(state, servicesHash)))) return true;
  return release.derived !== undefined && unprovenBuilds(situation, counts).length === 0;
}

/** The builds of the candidate that have no verification that counts, by service. */
export function unprovenBuilds(situation: Situation, counts: Counts): readonly [string, ServiceBuild][] {
  return Object.entries(situation.release.services).filter(
    ([service, build]) => !hasComeTheWay(situation, (state) => counts(buildSince(state, service, build))),
  );
}

/** Every moment since when something of the candidate stands verified somewhere before this environment. */
export function momentsOfVerification({ release, servicesHash, upstream }: Situation): readonly number[] {
  const builds = release.derived ? Object.entries(release.services) : [];
  return [...upstream.values()].flatMap((state) =>
    [
      wholeSince(state, servicesHash),
      ...builds.map(([service, build]) => buildSince(state, service, build)),
    ].flatMap((since) => since ?? []),
  );
}

/** The first verification of these services since they were last taken back. */
export function wholeSince(state: EnvironmentState, servicesHash: string): number | null {
  return timeOf(state.verifications.find((one) => one.servicesHash === servicesHash));
}

/** The same of one build, number and digest, in whichever release it came. */
function buildSince(state: EnvironmentState, service: string, build: ServiceBuild): number | null {
  return timeOf(
    state.verifications.find(({ release }) => {
      const other = release.services[service];
      return other?.build === build.build && other.digest === build.digest;
    }),
  );
}

function timeOf(verification: Verification | undefined): number | null {
  return verification ? Date.parse(verification.at) : null;
}
