import { planErrors } from '../../core/errors/catalogue/plan.ts';
import type { PromoteInput } from '../../app/promote-input.ts';

/** What was approved, by whom and when. Errors: `plan-approved-when`. */
export function approvalIn(input: {
  readonly approvedPlan?: string | undefined;
  readonly approvedBy: readonly string[];
  readonly approvedAt?: string | undefined;
}): Pick<PromoteInput, 'approvedPlan' | 'approvedBy' | 'approvedAt'> {
  const { approvedPlan = null, approvedBy, approvedAt } = input;
  return { approvedPlan, approvedBy, approvedAt: approvedAt === undefined ? null : momentOf(approvedAt) };
}

/** Jenkins counts milliseconds, people write dates. */
function momentOf(approvedAt: string): number {
  const moment = /^\d{13}$/.test(approvedAt) ? Number(approvedAt) : dateOf(approvedAt);
  if (Number.isNaN(moment)) throw planErrors.approvedWhen.error({ approvedAt });
  return moment;
}

function dateOf(text: string): number {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(text) ? Date.parse(text) : NaN;
}
