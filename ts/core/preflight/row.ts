import type { CheckId } from './check-ids.ts';

/** What one check found of one service. */
export interface PreflightRow {
  readonly service: string;
  readonly check: CheckId;
  /** `skipped`: it could not be seen, and `what` says why. */
  readonly outcome: 'ok' | 'failed' | 'skipped';
  /** One sentence, with the actual value. */
  readonly what: string;
  /** What to do about a failure; null otherwise. */
  readonly next: string | null;
}

/** A row before it is known whose. The doctor's rows are made of these, too, with checks of its own. */
export interface Finding<Check extends string = CheckId> extends Omit<PreflightRow, 'service' | 'check'> {
  readonly check: Check;
}

export function ok<Check extends string>(check: Check, what: string): Finding<Check> {
  return { check, outcome: 'ok', what, next: null };
}

export function failed<Check extends string>(check: Check, what: string, next: string): Finding<Check> {
  return { check, outcome: 'failed', what, next };
}

export function skipped<Check extends string>(check: Check, what: string): Finding<Check> {
  return { check, outcome: 'skipped', what, next: null };
}

/**
 * Every failure in a row of its own; of things that could not be seen, one row for each reason; one row for what is well, unless there
 * is something worse to tell.
 */
export function together<Check extends string>(
  check: Check,
  findings: readonly Finding<Check>[],
  allWell: string,
): readonly Finding<Check>[] {
  const bad = findings.filter(({ outcome }) => outcome === 'failed');
  const reasons = new Set(findings.flatMap(({ outcome, what }) => (outcome === 'skipped' ? [what] : [])));
  const rows = [...bad, ...[...reasons].map((what) => skipped(check, what))];
  return rows.length === 0 ? [ok(check, allWell)] : rows;
}
