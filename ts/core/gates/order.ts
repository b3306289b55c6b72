import { gateErrors } from '../errors/catalogue/gate.ts';
import { shortId } from '../release/short-id.ts';
import type { Gate } from './gate.ts';
import { upstreamIdentities } from './upstream-identity.ts';

/** A release visits the environments in the order of `promotesFrom`; none is skipped. */
export const order: Gate = {
  name: 'order',
  rule: 'The release has been promoted to an environment that this one takes releases from.',
  alsoGoingBack: false,
  judge: (situation) => {
    const { environment, upstream } = situation;
    if (environment.promotesFrom.length === 0) return [];
    const identities = upstreamIdentities(situation);
    const promoted = [...upstream.values()].some((state) =>
      [
        ...state.promotions.map(({ intent }) => intent.releaseId),
        ...state.verifications.map((fact) => fact.releaseId),
      ].some((id) => identities.has(id)),
    );
    return promoted
      ? []
      : [
          gateErrors.order.problem({
            environment: environment.name,
            release: shortId(situation.releaseId),
            from: environment.promotesFrom,
          }),
        ];
  },
};
