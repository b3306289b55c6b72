import type { Environment } from '../config/config.ts';
import { gateErrors } from '../errors/catalogue/gate.ts';
import { planErrors } from '../errors/catalogue/plan.ts';
import type { Problem } from '../errors/problem.ts';
import { instant } from './instant.ts';
import { isNobody, isNobodysWord } from './nobody.ts';
import type { PromotionRequest } from './situation.ts';

/** What people have said yes to. */
export interface Approved {
  /** Hash of the plan that they saw; null where none was shown to them. */
  readonly plan: string | null;
  /** As whoever asked them says. */
  readonly by: readonly string[];
  /** When the first of them did, milliseconds since the epoch; null where that is not told. */
  readonly at: number | null;
}

export interface Asking {
  readonly planHash: string;
  readonly environment: Environment;
  readonly request: Pick<PromotionRequest, 'by' | 'kind'>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * The last gate: it is asked of the plan, once all others are open. An approval is for one plan and its hash, so whatever changed since
 * asks again. What was proven here may come back at once: nobody has to be woken to put out a fire. Names are compared as Jenkins does,
 * without regard to case, so that nobody counts twice.
 */
export const approval = {
  name: 'approval',
  rule: 'As many different people as `approval` wants have approved this very plan, not too long ago.',
  judge: (approved: Approved, asking: Asking): readonly Problem[] => {
    const { planHash, environment, request } = asking;
    if (approved.plan !== null && approved.plan !== planHash) {
      const values = { environment: environment.name, approved: approved.plan, planHash };
      return [planErrors.notTheApprovedPlan.problem(values)];
    }
    const wanted = request.kind === 'rollback' ? undefined : environment.approval;
    if (!wanted) return [];
    if (approved.plan === null) {
      const values = { environment: environment.name, from: wanted.from, planHash };
      return [planErrors.approvalMissing.problem(values)];
    }
    return [...whoApproved(approved, asking, wanted), ...whenApproved(approved, asking, wanted)];
  },
};

type Wanted = NonNullable<Environment['approval']>;

function whoApproved(
  { by }: Approved,
  { environment: { name: environment }, request }: Asking,
  { from, people, minimum, notRequester }: Wanted,
): readonly Problem[] {
  const approvers = [...new Map(by.map((approver) => [idOf(approver), approver])).values()];
  const allowed = people?.map(idOf);
  const others = approvers.filter(
    (name) => isNobodysWord({ name }) || (allowed !== undefined && !allowed.includes(idOf(name))),
  );
  const themselves = approvers.filter((name) => notRequester && idOf(name) === idOf(request.by.name));
  const counted = approvers.filter((name) => !others.includes(name) && !themselves.includes(name));
  return [
    ...others.map((approver) => gateErrors.approverOther.problem({ environment, approver, from })),
    ...themselves.map((approver) => gateErrors.approverRequester.problem({ environment, approver })),
    ...(counted.length < minimum
      ? [gateErrors.approversFew.problem({ environment, approvers: counted, minimum, from })]
      : []),
  ];
}

function whenApproved(
  { at }: Approved,
  { environment: { name: environment }, now }: Asking,
  { validMinutes }: Wanted,
): readonly Problem[] {
  if (validMinutes === undefined) return [];
  const until = at === null ? null : at + validMinutes * 60_000;
  if (until !== null && now < until) return [];
  const expired = until === null ? null : instant(until);
  return [gateErrors.approvalExpired.problem({ environment, validMinutes, expired })];
}

/** Jenkins takes `Anna` and `anna` for the same person. */
function idOf(name: string): string {
  return name.trim().toLowerCase();
}

/** What an approver should know of who asks; null where a person does. */
export function withoutRequester({
  environment,
  request,
}: Pick<Asking, 'environment' | 'request'>): string | null {
  return environment.approval && request.kind !== 'rollback' && isNobody(request.by)
    ? `no person asked for this (“${request.by.name}” did), so there is no requester whose approval would not count`
    : null;
}
