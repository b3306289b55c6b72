import { gateErrors } from '../errors/catalogue/gate.ts';
import type { EnvironmentState } from '../ledger/environment-state.ts';
import { shortId } from '../release/short-id.ts';
import type { Gate } from './gate.ts';
import { upstreamIdentities } from './upstream-identity.ts';
import { hasComeTheWay, inWords, notPassed } from './way.ts';

/** A release visits the environments in the order of `promotesFrom`; none is skipped, but for a hot fix that may. */
export const order: Gate = {
  name: 'order',
  rule: 'The release has been promoted to an environment that this one takes releases from, or to all where it wants all.',
  alsoGoingBack: false,
  exception: 'hotfix',
  judge: (situation) => {
    const { environment } = situation;
    const identities = upstreamIdentities(situation);
    const wasThere = (state: EnvironmentState) =>
      [
        ...state.promotions.map(({ intent }) => intent.releaseId),
        ...state.verifications.map((fact) => fact.releaseId),
      ].some((id) => identities.has(id));
    if (hasComeTheWay(situation, wasThere)) return [];
    return [
      gateErrors.order.problem({
        environment: environment.name,
        release: shortId(situation.releaseId),
        never: inWords(environment, notPassed(situation, wasThere)),
        from: inWords(environment, environment.promotesFrom),
      }),
    ];
  },
};
