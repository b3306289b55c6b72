import { exceptionsOf } from '../gates/exceptions.ts';
import { refusals } from '../gates/gates.ts';
import type { Situation } from '../gates/situation.ts';
import type { Problem } from '../errors/problem.ts';
import { canonicalHash } from '../release/canonical.ts';
import { verificationOf } from '../ledger/environment-state.ts';
import { answeredChecks } from './answered-checks.ts';
import { actionsOf } from './actions.ts';
import { notesOf } from './notes.ts';
import { planHash } from './plan-hash.ts';
import type { Plan } from './plan.ts';
import { unfitting } from './unfitting.ts';

/** What is to be done about a candidate. */
export type Decision =
  | { readonly kind: 'refused'; readonly problems: readonly [Problem, ...Problem[]] }
  /** The environment runs these services already and that was verified. */
  | {
      readonly kind: 'nothingToDo';
      readonly plan: Plan;
      readonly planHash: string;
      readonly verifiedAt: string;
    }
  | { readonly kind: 'plan'; readonly plan: Plan; readonly planHash: string };

/**
 * Configuration problems come first and alone, since gates can't judge what does not fit together; after that every gate speaks, and the
 * hand-over guard of Terraform, and what passes them all is a plan. A first deployment and a service with desired count 0 are plans like any other: what can't be
 * proven of them stands in the plan's notes.
 */
export function decide(situation: Situation): Decision {
  const [problem, ...others] = firstNonEmpty(unfitting(situation), () => [
    ...refusals(situation),
    ...(situation.away ?? []),
  ]);
  if (problem) return { kind: 'refused', problems: [problem, ...others] };
  const plan = planOf(situation);
  const verification = nothingToDo(situation, plan);
  const decided = { plan, planHash: planHash(plan) };
  return verification
    ? { kind: 'nothingToDo', ...decided, verifiedAt: verification.at }
    : { kind: 'plan', ...decided };
}

function planOf(situation: Situation): Plan {
  const { environment, releaseId, state } = situation;
  const actions = actionsOf(situation);
  const exceptions = exceptionsOf(situation);
  const checks = answeredChecks(situation);
  return {
    version: 1,
    kind: situation.request.kind,
    environment: environment.name,
    cluster: environment.cluster,
    engine: environment.engine,
    releaseId,
    baseline: state.lastVerified?.releaseId ?? null,
    actions,
    parallel: situation.stack ? null : (environment.parallel ?? null),
    notes: notesOf(situation, actions),
    settings: canonicalHash(environment),
    ...(situation.stack && { terraform: situation.stack }),
    ...(exceptions.length > 0 && { exceptions }),
    ...(checks.length > 0 && { checks }),
  };
}

/** The same services, whatever the parent: verified last, nothing begun since, and still what every service runs. */
function nothingToDo(situation: Situation, plan: Plan) {
  const { state, servicesHash, request } = situation;
  const verification = verificationOf(state, servicesHash);
  const stands =
    request.kind !== 'restart' &&
    verification !== undefined &&
    state.lastVerified?.servicesHash === servicesHash &&
    state.unfinished === null &&
    (situation.stack?.resources ?? []).length === 0 &&
    plan.actions.every(({ action }) => action === 'keep');
  return stands ? verification : undefined;
}

function firstNonEmpty(
  problems: readonly Problem[],
  otherwise: () => readonly Problem[],
): readonly Problem[] {
  return problems.length > 0 ? problems : otherwise();
}
