import { gateErrors } from '../errors/catalogue/gate.ts';
import type { UnfinishedPromotion, PromotionHistory } from '../ledger/environment-state.ts';
import type { Actor } from '../ledger/fact.ts';
import { shortId } from '../release/short-id.ts';
import type { Gate } from './gate.ts';
import { instant } from './instant.ts';

/**
 * Jenkins' lock keeps two builds apart; this keeps apart who uses another Jenkins, a laptop, or no lock. A promotion that was
 * interrupted, or whose last word is older than the time that a promotion may take, is taken for dead: another may take its place.
 */
export const oneAtATime: Gate = {
  name: 'one-at-a-time',
  rule: 'No other build is promoting another release into the environment.',
  alsoGoingBack: false,
  judge: ({ environment, state: { promotions, unfinished }, releaseId, request, now }) => {
    const other = promotions.find(({ intent }) => intent.id === unfinished?.intent.id);
    if (!other || other.intent.releaseId === releaseId || other.outcome?.result === 'interrupted') return [];
    const until = lastWord(other) + environment.deadlineMinutes * 60_000;
    if (until <= now || isSame(other.intent.by, request.by)) return [];
    const { by, at } = other.intent;
    return [
      gateErrors.oneAtATime.problem({
        environment: environment.name,
        release: shortId(other.intent.releaseId),
        by: by.build ? `${by.name} (${by.build.job} #${by.build.number})` : by.name,
        at,
        opens: instant(until),
      }),
    ];
  },
};

function lastWord({ intent, turn, decisions, open }: UnfinishedPromotion & PromotionHistory): number {
  const times = [intent, turn, ...decisions].flatMap((fact) => (fact ? Date.parse(fact.at) : []));
  return Math.max(...times, open?.askedAt ?? 0);
}

/** The same build, or without one the same person: whoever comes again knows of the first run. */
function isSame(a: Actor, b: Actor): boolean {
  return a.build || b.build
    ? a.build?.job === b.build?.job && a.build?.number === b.build?.number
    : a.name === b.name;
}
