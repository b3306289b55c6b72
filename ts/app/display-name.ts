import { displayNameOf, oneLineOf } from '../core/display-name/display-name.ts';
import type { CommitHistory } from '../ports/history.ts';

export interface CommitDisplayName {
  readonly displayName: string;
  readonly description: string;
  readonly commit: { readonly id: string; readonly author: string; readonly committedAt: string } | null;
}

/**
 * Names a build after the last commit that is not a merge.
 *
 * @param options.build the build's number, the name of a build without a commit or with a commit that has no message
 * @throws ProblemError of the area `git`
 */
export async function nameBuild(
  history: CommitHistory,
  options: {
    readonly wholeMessage: boolean;
    readonly maxLength?: number | undefined;
    readonly build?: string | undefined;
  },
): Promise<CommitDisplayName> {
  const { wholeMessage, maxLength, build } = options;
  const commit = await history.lastCommit();
  const nothing = commit ? `commit ${commit.id.slice(0, 10)}` : '(no commits)';
  const name = displayNameOf(commit?.message ?? '', {
    wholeMessage,
    ...(maxLength !== undefined && { maxLength }),
    fallback: build !== undefined && /^[0-9]{1,15}$/.test(build) ? `#${build}` : nothing,
  });
  if (!commit) return { ...name, commit: null };
  const { id, author, committedAt } = commit;
  return { ...name, commit: { id, author: oneLineOf(author), committedAt } };
}
