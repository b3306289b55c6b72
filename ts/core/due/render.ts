import { shortId } from '../release/short-id.ts';
import type { Due } from './due.ts';

/** A line an environment, and below it what waits, each with what would open it. */
export function renderDue(rows: readonly Due[]): string {
  if (rows.length === 0) return 'No environment of promotion.yaml asks for it (`automatic: true`).';
  return rows.flatMap(linesOf).join('\n');
}

function linesOf({ environment, release, needsApproval, held, waiting }: Due): readonly string[] {
  return [
    `${environment}: ${release ? `release ${shortId(release.releaseId)}, verified in ${release.verifiedIn} at ${release.verifiedAt}${needsApproval ? '; people must approve it' : ''}` : 'nothing'}`,
    ...(held ? [`  ${held.what} ${held.next}`] : []),
    ...waiting.flatMap(({ releaseId, problems }) =>
      problems.map(({ what, next }) => `  ${shortId(releaseId)} waits: ${what} ${next}`),
    ),
  ];
}
