import type { Fact } from '../ledger/fact.ts';
import type { ReleaseDocument } from './lineage.ts';

/** The releases that a ledger's facts hold, under the ids that the facts give them. */
export function recordedDocuments(facts: readonly Fact[]): readonly ReleaseDocument[] {
  return facts.flatMap((fact) =>
    'release' in fact
      ? [
          {
            source: `${fact.environment}/${fact.id}.json`,
            claimedId: fact.releaseId,
            release: fact.release,
          },
        ]
      : [],
  );
}
