import { gateErrors } from '../errors/catalogue/gate.ts';
import { shortId } from '../release/short-id.ts';
import type { Gate } from './gate.ts';
import { instant } from './instant.ts';
import { momentsOfVerification, wasVerifiedOnTheWay } from './verified-since.ts';
import { verifiedUpstream } from './verified-upstream.ts';
import { order } from './order.ts';

/**
 * Some faults need time to show. It counts from the verification, whether or not the release still runs there: whoever wants it to
 * stay sets this longer than what comes after it. Silent while there is no verification to count from. A hot fix does not wait, where
 * the environment allows hot fixes.
 */
export const soak: Gate = {
  name: 'soak',
  rule: 'The release has been verified upstream for at least `soakMinutes`.',
  alsoGoingBack: false,
  exception: 'hotfix',
  judge: (situation) => {
    const { environment, now, request } = situation;
    const waived = request.exceptions.hotfix !== undefined && environment.hotfixMaySkip.length > 0;
    if (environment.soakMinutes === 0 || waived) return [];
    if ([order, verifiedUpstream].some((gate) => gate.judge(situation).length > 0)) return [];
    const soakedAt = (moment: number) =>
      wasVerifiedOnTheWay(
        situation,
        (since) => since !== null && since + environment.soakMinutes * 60_000 <= moment,
      );
    if (soakedAt(now)) return [];
    const opens = momentsOfVerification(situation)
      .map((since) => since + environment.soakMinutes * 60_000)
      .filter(soakedAt);
    return [
      gateErrors.soak.problem({
        environment: environment.name,
        release: shortId(situation.releaseId),
        soakMinutes: environment.soakMinutes,
        opens: instant(Math.min(...opens)),
      }),
    ];
  },
};
