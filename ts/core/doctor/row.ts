import type { Finding } from '../preflight/row.ts';
import { doctorCheckIds, type DoctorCheckId } from './checks.ts';

export type DoctorFinding = Finding<DoctorCheckId>;

/** What one check found, and where. */
export interface DoctorRow extends DoctorFinding {
  /** `machine`, or the name of an environment. */
  readonly subject: string;
}

/** In the order of the checks, whichever came first. */
export function inOrder(findings: readonly DoctorFinding[]): readonly DoctorFinding[] {
  return findings.toSorted((a, b) => doctorCheckIds.indexOf(a.check) - doctorCheckIds.indexOf(b.check));
}
