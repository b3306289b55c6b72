import type { Problem } from '../errors/problem.ts';
import { gateErrors } from '../errors/catalogue/gate.ts';
import { shortId } from '../release/short-id.ts';
import type { Gate } from './gate.ts';
import { order } from './order.ts';
import type { Situation } from './situation.ts';
import { unprovenBuilds, wasVerifiedOnTheWay, wholeSince, type Counts } from './verified-since.ts';
import { directlyBefore, inWords, notPassed } from './way.ts';

/**
 * Only what was proven upstream goes on. A release counts as a whole; a derived one counts when each build it changed was proven
 * upstream in some release, and everything it kept was proven with its parent. Silent while the order gate refuses: a release that
 * was never there cannot have been verified there, and one sentence says it better than two.
 */
export const verifiedUpstream: Gate = {
  name: 'verified-upstream',
  rule: 'The release, or for a derived one each of its builds, was verified in an environment that this one takes releases from, or in all where it wants all; what was taken back does not count.',
  alsoGoingBack: false,
  exception: 'hotfix',
  judge: (situation) => {
    if (order.judge(situation).length > 0 || wasVerifiedOnTheWay(situation, stands)) return [];
    return situation.release.derived ? notVerifiedBuilds(situation) : [notVerified(situation)];
  },
};

const stands: Counts = (since) => since !== null;

function notVerifiedBuilds(situation: Situation): readonly Problem[] {
  const { environment } = situation;
  return unprovenBuilds(situation, stands).map(([service, { build }]) =>
    gateErrors.buildNotVerified.problem({
      environment: environment.name,
      service,
      build,
      from: inWords(environment, environment.promotesFrom),
    }),
  );
}

function notVerified(situation: Situation): Problem {
  const { environment, releaseId, servicesHash } = situation;
  const missing = notPassed(situation, (state) => stands(wholeSince(state, servicesHash)));
  return gateErrors.notVerified.problem({
    environment: environment.name,
    release: shortId(releaseId),
    all: environment.fromAll,
    from: directlyBefore(situation)
      .filter((state) => missing.includes(state.environment))
      .map(({ environment: name, running, lastVerified }) => ({
        name,
        runs: running === null || running === lastVerified?.releaseId ? null : shortId(running),
        verified: lastVerified && shortId(lastVerified.releaseId),
      })),
  });
}
