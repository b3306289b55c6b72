import type { AnsweredCheck, Exception } from '../plan/plan.ts';
import type { ReleaseId } from '../release/release.ts';
import { archivesOf, buildsOf } from './archive-of.ts';
import type { Leg } from './legs.ts';
import type { BuildName } from './records.ts';

/** One environment on the way of a service. */
export interface Station {
  readonly environment: string;
  /** What was verified there. */
  readonly releaseId: ReleaseId;
  /** ISO 8601; null where it was not verified. */
  readonly verifiedAt: string | null;
  /** `proven`, or `deployedNotProven` for a service without tasks. */
  readonly outcome: string | null;
  /** Running tasks whose digests were compared. */
  readonly tasks: number;
  readonly promotion: string;
  readonly kind: string;
  readonly by: string;
  /** Why it was wanted; null where nobody said. */
  readonly reason: string | null;
  readonly approvedBy: readonly string[];
  readonly planHash: string;
  /** Where the promotion was of another release that failed, so that this one was gone back to. */
  readonly wentBack: { readonly from: ReleaseId; readonly cause: string } | null;
  /** What people answered while it waited for them, in that order. */
  readonly answers: readonly { readonly answer: string; readonly by: string; readonly at: string }[];
  /** Every build that ran it, oldest first: `deploy-live #3`. */
  readonly builds: readonly BuildName[];
  /** Files whose hashes are in the ledger. */
  readonly evidence: readonly string[];
  /** Gates that were passed by somebody's word, here or before. */
  readonly exceptions: readonly Exception[];
  /** External checks that let it in, each with what it answered then. */
  readonly checks: readonly AnsweredCheck[];
  /** Who had stopped the line since the promotion before, and who lifted that. */
  readonly stop: StopTold | null;
}

export interface StopTold {
  readonly by: string;
  readonly reason: string;
  readonly lifted: { readonly by: string; readonly reason: string } | null;
}

/** What a promotion was for one service of the release. */
export function stationOf(leg: Leg, service: string): Station {
  const { environment, intent, verification, history } = leg;
  const row = verification?.proof.find((one) => one.service === service);
  const verified = verification?.releaseId ?? intent.releaseId;
  return {
    environment,
    releaseId: verified,
    verifiedAt: verification?.at ?? null,
    outcome: row?.outcome ?? null,
    tasks: row?.tasks ?? 0,
    promotion: intent.id,
    kind: intent.plan.kind,
    by: intent.by.name,
    reason: intent.reason,
    approvedBy: intent.approvedBy,
    planHash: intent.planHash,
    wentBack: wentBack(leg, verified),
    answers: history.decisions.map(({ answer, answeredBy, at }) => ({ answer, by: answeredBy, at })),
    builds: buildsOf(leg),
    evidence: archivesOf(leg)
      .flatMap(({ archived }) => Object.keys(archived ?? {}))
      .filter((name) => name.startsWith('evidence/')),
    exceptions: intent.plan.exceptions ?? [],
    checks: intent.plan.checks ?? [],
    stop: stopTold(leg),
  };
}

function wentBack({ intent, history }: Leg, verified: ReleaseId): Station['wentBack'] {
  return history.turn && verified !== intent.releaseId
    ? { from: intent.releaseId, cause: history.turn.cause }
    : null;
}

function stopTold({ stop }: Leg): StopTold | null {
  if (!stop) return null;
  const { stopped, lifted } = stop;
  return {
    by: stopped.by.name,
    reason: stopped.reason,
    lifted: lifted && { by: lifted.by.name, reason: lifted.reason },
  };
}
