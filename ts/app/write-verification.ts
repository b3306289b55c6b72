import type { PromotionIntent, ProofRow } from '../core/ledger/fact.ts';
import { servicesHash } from '../core/release/release-id.ts';
import type { Release, ReleaseId } from '../core/release/release.ts';
import type { PromoteInput } from './promote-input.ts';
import type { EnvironmentTools } from './tools.ts';

/** A run that was killed between the verification and the outcome does not verify twice. */
export async function writeVerification(
  intent: PromotionIntent,
  release: Release,
  releaseId: ReleaseId,
  proof: readonly ProofRow[],
  input: PromoteInput,
  { ledger }: EnvironmentTools,
): Promise<void> {
  const facts = await ledger.read(intent.environment);
  const done = facts.some(
    (fact) => fact.kind === 'verification' && fact.promotion === intent.id && fact.releaseId === releaseId,
  );
  if (done) return;
  await ledger.append(intent.environment, {
    kind: 'verification',
    by: input.by,
    promotion: intent.id,
    release,
    releaseId,
    servicesHash: servicesHash(release),
    proof,
  });
}
