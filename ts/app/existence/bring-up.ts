import type { Environment } from '../../core/config/config.ts';
import { existenceErrors } from '../../core/errors/catalogue/existence.ts';
import { existenceRow, type ExistenceRow } from '../../core/existence/row.ts';
import { environmentState } from '../../core/ledger/environment-state.ts';
import type { Release } from '../../core/release/release.ts';
import { handedOver } from '../../core/terraform/handed-over.ts';
import { releaseBuilds } from '../../core/terraform/release-builds.ts';
import { onRecord } from './on-record.ts';
import type { ExistenceTools, Wish } from './tools.ts';

export interface UpWish extends Wish {
  /** Whose builds it gets; null for those of the release that was verified there last, if any was. */
  readonly release: Release | null;
  /** End of its lease (ISO 8601); null for none. */
  readonly until: string | null;
}

/**
 * Creates an environment on demand, or completes it. The lease is in the ledger first, so that the nightly destroy knows of it before
 * there is anything to destroy.
 * Errors: `environment-not-on-demand`, `orchestrate-hand-over` where a verified promotion is still there and something else would come,
 * and what applying a stack throws.
 */
export async function bringUp(
  environment: Environment,
  wish: UpWish,
  { config, ledger, clock, stackOf }: ExistenceTools,
): Promise<{ readonly row: ExistenceRow; readonly changed: boolean }> {
  const { name } = environment;
  if (!environment.onDemand) throw existenceErrors.notOnDemand.error({ environment: name, act: 'created' });
  const facts = await ledger.read(name);
  const { lastVerified } = environmentState(name, facts);
  const release = wish.release ?? lastVerified?.release ?? null;
  const stack = await stackOf(environment);
  if (wish.until !== null) {
    await ledger.append(name, { kind: 'lease', by: wish.by, until: wish.until, reason: wish.reason });
  }
  const kept = handedOver(environment, facts);
  const handOver = () => Promise.resolve(kept ? [kept] : []);
  const builds = release === null ? [] : releaseBuilds(release, config.services);
  const changed = await onRecord(name, 'up', wish, ledger, () => stack.create(builds, handOver));
  return { row: existenceRow(environment, await ledger.read(name), clock.now()), changed };
}
