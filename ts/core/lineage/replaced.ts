import type { Hashes, PromotionOutcome } from '../ledger/fact.ts';
import type { Facts } from './ledger-links.ts';

/** What the build of a promotion archived later, of other promotions: each file by its name. */
export type ArchivedLater = (outcome: PromotionOutcome) => readonly Hashes[];

/**
 * A pipeline may promote to one environment after another in one build, all into the same folder: Jenkins keeps the last file of each
 * name. So a file that is not the promotion's own is no altered one where the ledger says that this build archived it later. Ids begin
 * with the time, in every environment.
 */
export function archivedLater(facts: Facts): ArchivedLater {
  const outcomes = [...facts.values()].flat().filter(isOutcome);
  return ({ id, promotion, by: { build } }) =>
    outcomes
      .filter((one) => one.id > id && one.promotion !== promotion)
      .filter(({ by }) => by.build?.job === build?.job && by.build?.number === build?.number)
      .flatMap(({ archived }) => (archived ? [archived] : []));
}

function isOutcome(fact: { readonly kind: string; readonly phase?: string }): fact is PromotionOutcome {
  return fact.kind === 'promotion' && fact.phase === 'outcome';
}
