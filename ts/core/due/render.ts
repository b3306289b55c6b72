import { utcText } from '../utc-text.ts';
import { shortId } from '../release/short-id.ts';
import type { Due } from './due.ts';
import type { Start } from './start.ts';

/** A line an environment, and below it which job is to be started, and what waits, each with what would open it. */
export function renderDue(rows: readonly Due[], start: readonly Start[] = []): string {
  if (rows.length === 0) return 'No environment of promotion.yaml asks for it (`automatic: true`).';
  return rows.flatMap((row) => linesOf(row, start)).join('\n');
}

function linesOf(row: Due, start: readonly Start[]): readonly string[] {
  const { environment, release, needsApproval, held, waiting } = row;
  return [
    `${environment}: ${release ? `release ${shortId(release.releaseId)}, verified in ${release.verifiedIn} at ${utcText(release.verifiedAt)}${needsApproval ? '; people must approve it' : ''}` : 'nothing'}`,
    ...(release ? [`  ${whatToDo(row, start)}`] : []),
    ...(held ? [`  ${held.what} ${held.next}`] : []),
    ...waiting.flatMap(({ releaseId, problems }) =>
      problems.map(({ what, next }) => `  ${shortId(releaseId)} waits: ${what} ${next}`),
    ),
  ];
}

function whatToDo({ environment, job, release }: Due, start: readonly Start[]): string {
  const one = start.find((each) => each.environment === environment);
  if (one) return `to be started: ${job} with build ${one.from.number} of ${one.from.job}`;
  return release?.build
    ? 'It was due before: if the build that was started then has ended, promote it by hand.'
    : 'No build of Jenkins has archived it: promote it by hand.';
}
