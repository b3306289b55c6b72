import { preflightErrors } from '../errors/catalogue/preflight.ts';
import type { Problem } from '../errors/problem.ts';
import type { CheckId } from './check-ids.ts';
import type { PreflightRow } from './row.ts';

/** What may be different in a while, or was left by somebody else; everything else was set up wrongly. */
export const passingChecks: readonly CheckId[] = ['deployment', 'listener', 'target-health'];

/**
 * The failures as problems, all of them; those of the configuration first, because they decide the exit code: what is not set up can't
 * be waited for.
 *
 * @param accepted checks whose failure somebody takes responsibility for
 */
export function problemsIn(
  rows: readonly PreflightRow[],
  environment: string,
  accepted: readonly CheckId[],
): readonly Problem[] {
  const failures = rows.filter(({ outcome, check }) => outcome === 'failed' && !accepted.includes(check));
  const withKind = failures.map((row) => ({ row, passes: passingChecks.includes(row.check) }));
  return withKind
    .toSorted((a, b) => Number(a.passes) - Number(b.passes))
    .map(({ row, passes }) =>
      (passes ? preflightErrors.notNow : preflightErrors.unfit).problem({
        ...row,
        next: row.next ?? '',
        environment,
      }),
    );
}
