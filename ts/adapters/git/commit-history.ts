import type { SimpleGit } from 'simple-git';
import type { Commit, CommitHistory } from '../../ports/history.ts';
import { gitProblem } from './git-problem.ts';
import { gitForReading, type Environment } from './git-program.ts';

/**
 * The last commit of a checkout. `rev-list` is plumbing: unlike `log` it heeds no `log.*`, `format.*`, colour, pager, signature or
 * mailmap setting, and the checkout's own configuration is not ours to trust.
 */
export class GitCommitHistory implements CommitHistory {
  readonly #folder: string;
  readonly #environment: Environment;

  /** @param folder a checkout, a folder in one, or a bare repository */
  constructor(folder: string, environment: Environment) {
    this.#folder = folder;
    this.#environment = environment;
  }

  /** @throws ProblemError of the area `git` */
  async lastCommit(): Promise<Commit | undefined> {
    try {
      const git = gitForReading(this.#folder, this.#environment);
      if (await isUnborn(git)) return undefined;
      return await newest(git);
    } catch (error) {
      throw gitProblem(this.#folder, error);
    }
  }
}

/** HEAD names a branch that has no commit yet. A HEAD that names a commit which is not there is an error, and not this. */
async function isUnborn(git: SimpleGit): Promise<boolean> {
  return (await git.raw('rev-parse', '--verify', '--quiet', 'HEAD')).trim() === '';
}

/** Author, date and message apart by NUL, which no commit can hold; git recodes them from what the commit says it is written in. */
const format = '--format=%H%x00%an%x00%cI%x00%B';

/**
 * `--no-merges` always finds one: the root of a history has no parents, and where a shallow clone ends git takes commits for roots.
 * So a clone that holds nothing but a merge is named after the merge.
 */
async function newest(git: SimpleGit): Promise<Commit> {
  const answer = await git.raw(
    'rev-list',
    '--max-count=1',
    '--no-merges',
    '--encoding=UTF-8',
    format,
    'HEAD',
    '--',
  );
  // rev-list's own are the first line, `commit <id>`, and the last line break.
  const fields = /^commit [0-9a-f]+\n([^]*)\n$/.exec(answer)?.[1]?.split('\0') ?? [];
  const [id, author, committedAt, message] = fields;
  if (id === undefined || author === undefined || committedAt === undefined || message === undefined)
    throw new Error(`an answer of git that was not understood: ${JSON.stringify(answer.slice(0, 100))}`);
  return { id, author, committedAt, message };
}
