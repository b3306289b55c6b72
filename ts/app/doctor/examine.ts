import type { DoctorCheckId } from '../../core/doctor/checks.ts';
import { inOrder, type DoctorFinding, type DoctorRow } from '../../core/doctor/row.ts';
import { ProblemError } from '../../core/errors/problem.ts';
import { failed } from '../../core/preflight/row.ts';

/** One check of one thing, not begun yet. */
export interface Examination {
  readonly subject: string;
  readonly check: DoctorCheckId;
  readonly look: () => Promise<DoctorFinding | readonly DoctorFinding[]>;
}

export interface Patience {
  /** How long a check may take, of real time: it is the network that is waited for, not a deployment. */
  readonly seconds: number;
  /** Aborts when that is over. */
  readonly limit: () => AbortSignal;
  readonly interrupted: AbortSignal;
}

/**
 * Makes all checks at the same time. Each ends within its time: what does not answer is a failure of that check and holds up no other.
 *
 * @throws the signal's reason when it is interrupted
 */
export async function examine(
  examinations: readonly Examination[],
  { seconds, limit, interrupted }: Patience,
): Promise<readonly DoctorRow[]> {
  const interruption = aborted(interrupted);
  const found = await Promise.all(
    examinations.map(async ({ subject, check, look }) => {
      const late = Promise.race([aborted(limit()), interruption]).then(() => [unanswered(check, seconds)]);
      const looked = look().then((findings) => [findings].flat(), failures(check));
      return { subject, findings: await Promise.race([looked, late]) };
    }),
  );
  interrupted.throwIfAborted();
  return [...new Set(examinations.map(({ subject }) => subject))].flatMap((subject) =>
    inOrder(found.filter((one) => one.subject === subject).flatMap(({ findings }) => findings)).map(
      (finding) => ({ subject, ...finding }),
    ),
  );
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener(
      'abort',
      () => {
        resolve();
      },
      { once: true },
    );
  });
}

function unanswered(check: DoctorCheckId, seconds: number): DoctorFinding {
  const next = 'Look for what keeps the answer back: a proxy, a firewall, a disk that hangs.';
  return failed(check, `no answer within ${seconds} s`, next);
}

/** What a check was refused is its answer, in the words of the catalogue. */
function failures(check: DoctorCheckId): (error: unknown) => readonly DoctorFinding[] {
  return (error) => {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map(({ what, next, place }) =>
      failed(check, `${placeText(place)}${what.replace(/\.$/, '')}`, next),
    );
  };
}

function placeText(
  place: { readonly file?: string; readonly line?: number; readonly column?: number } = {},
): string {
  const { file, line, column } = place;
  return file === undefined ? '' : `${[file, line, column].filter((part) => part !== undefined).join(':')}: `;
}
