import type { Problem } from '../errors/problem.ts';
import { gateErrors } from '../errors/catalogue/gate.ts';
import { isBuildVerified, verificationOf, type EnvironmentState } from '../ledger/environment-state.ts';
import { shortId } from '../release/short-id.ts';
import type { Gate } from './gate.ts';
import { order } from './order.ts';
import type { Situation } from './situation.ts';

/**
 * Only what was proven upstream goes on. A release counts as a whole; a derived one counts when each build it changed was proven
 * upstream in some release, and everything it kept was proven with its parent. Silent while the order gate refuses: a release that
 * was never there cannot have been verified there, and one sentence says it better than two.
 */
export const verifiedUpstream: Gate = {
  name: 'verified-upstream',
  rule: 'The release, or for a derived one each of its builds, was verified in an environment that this one takes releases from.',
  alsoGoingBack: false,
  judge: (situation) => {
    const { environment, upstream } = situation;
    if (environment.promotesFrom.length === 0 || order.judge(situation).length > 0) return [];
    const states = [...upstream.values()];
    if (states.some((state) => verificationOf(state, situation.servicesHash))) return [];
    return situation.release.derived ? unprovenBuilds(situation, states) : [notVerified(situation, states)];
  },
};

function unprovenBuilds(situation: Situation, states: readonly EnvironmentState[]): readonly Problem[] {
  const { environment, release } = situation;
  return Object.entries(release.services)
    .filter(([service, build]) => !states.some((state) => isBuildVerified(state, service, build)))
    .map(([service, { build }]) =>
      gateErrors.buildNotVerified.problem({
        environment: environment.name,
        service,
        build,
        from: environment.promotesFrom,
      }),
    );
}

function notVerified({ environment, releaseId }: Situation, states: readonly EnvironmentState[]): Problem {
  return gateErrors.notVerified.problem({
    environment: environment.name,
    release: shortId(releaseId),
    from: states.map(({ environment: name, running, lastVerified }) => ({
      name,
      runs: running === null || running === lastVerified?.releaseId ? null : shortId(running),
      verified: lastVerified && shortId(lastVerified.releaseId),
    })),
  });
}
