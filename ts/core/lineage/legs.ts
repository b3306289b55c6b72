import { environmentState, type PromotionHistory } from '../ledger/environment-state.ts';
import type { Fact, PromotionIntent, PromotionOutcome, Stop, Verification } from '../ledger/fact.ts';

/** A promotion on the way, with all that the ledger holds of it. */
export interface Leg {
  readonly environment: string;
  readonly intent: PromotionIntent;
  /** What it proved; null where it was not verified. */
  readonly verification: Verification | null;
  /** One a run: the last is its end, the ones before were interrupted or waited for a person. */
  readonly outcomes: readonly PromotionOutcome[];
  readonly history: PromotionHistory;
  /** Who had stopped the line since the promotion before it; null where nobody had. */
  readonly stop: HeldStop | null;
}

/** A stop that stood in the way of a promotion, and who lifted it; nobody, where it went back all the same. */
export interface HeldStop {
  readonly stopped: Stop;
  readonly lifted: Stop | null;
}

/** Every promotion into the environment, oldest first. */
export function legsOf(environment: string, facts: readonly Fact[]): readonly Leg[] {
  const { promotions } = environmentState(environment, facts);
  const following = factsByPromotion(facts);
  const stops = facts.filter((fact) => fact.kind === 'stop');
  return promotions.map((history, index) => {
    const { intent } = history;
    const own = following.get(intent.id) ?? [];
    return {
      environment,
      intent,
      history,
      verification: own.findLast((fact) => fact.kind === 'verification') ?? null,
      outcomes: own.flatMap((fact) => (fact.kind === 'promotion' && fact.phase === 'outcome' ? [fact] : [])),
      stop: stopBefore(intent, promotions[index - 1]?.intent, stops),
    };
  });
}

/** A ledger of years holds thousands of promotions, so its facts are gone through once. */
function factsByPromotion(facts: readonly Fact[]): ReadonlyMap<string, readonly Fact[]> {
  const found = new Map<string, Fact[]>();
  for (const fact of facts) {
    if (!('promotion' in fact)) continue;
    const own = found.get(fact.promotion);
    if (own) own.push(fact);
    else found.set(fact.promotion, [fact]);
  }
  return found;
}

/** Ids sort as the facts do. */
function stopBefore(
  { id }: PromotionIntent,
  before: PromotionIntent | undefined,
  stops: readonly Stop[],
): HeldStop | null {
  const said = stops.filter((stop) => stop.id < id);
  const last = said.at(-1);
  if (!last) return null;
  if (last.active) return { stopped: last, lifted: null };
  const stopped = said.findLast(({ active }) => active);
  return stopped && (before === undefined || last.id > before.id) ? { stopped, lifted: last } : null;
}
