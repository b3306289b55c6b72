import type { SimpleGit } from 'simple-git';
import type { CommitBetween } from '../../core/changes/commits.ts';
import type { CommitRange, CommitsInClone } from '../../ports/commit-range.ts';
import { gitProblem } from './git-problem.ts';
import { gitForReading, type Environment } from './git-program.ts';

/**
 * The commits between two of a clone, from one call of `rev-list`: the symmetric difference, with a mark for each side (git-rev-list,
 * `--left-right`). A plumbing command heeds no configuration of the clone, which is not ours to trust.
 */
export class GitCommitRange implements CommitRange {
  readonly #folder: string;
  readonly #environment: Environment;
  #shallow: Promise<boolean> | undefined;

  /** @param folder a clone, a folder in one, or a bare repository */
  constructor(folder: string, environment: Environment) {
    this.#folder = folder;
    this.#environment = environment;
  }

  async between(from: string, to: string): Promise<CommitsInClone> {
    for (const id of [from, to]) if (!/^[0-9a-f]{40,64}$/.test(id)) throw new Error(`no commit: ${id}`);
    try {
      const git = gitForReading(this.#folder, this.#environment);
      this.#shallow ??= isShallow(git);
      const [commits, shallow] = await Promise.all([range(git, from, to), this.#shallow]);
      return { ...commits, shallow };
    } catch (error) {
      if (isMissing(error)) return 'missing';
      throw gitProblem(this.#folder, error);
    }
  }
}

async function isShallow(git: SimpleGit): Promise<boolean> {
  return (await git.raw('rev-parse', '--is-shallow-repository')).trim() === 'true';
}

/** What git says of a commit that is not there, by its whole id; texts of git 2.30 to 2.50. */
function isMissing(error: unknown): boolean {
  return (
    error instanceof Error && /Invalid (?:symmetric difference|revision range)|bad object/.test(error.message)
  );
}

/** The mark, and what is told of the commit, apart by NUL, which no commit can hold; `%s` is one line. */
const format = '--format=%m%x00%H%x00%an%x00%s';

async function range(
  git: SimpleGit,
  from: string,
  to: string,
): Promise<{ readonly brought: readonly CommitBetween[]; readonly takenBack: readonly CommitBetween[] }> {
  const answer = await git.raw(
    'rev-list',
    '--left-right',
    '--no-merges',
    '--encoding=UTF-8',
    format,
    `${from}...${to}`,
    '--',
  );
  // Every second line is rev-list's own, `commit >4f2c…`.
  const commits = answer.split('\n').flatMap((line) => {
    const [mark = '', id, author = null, subject = ''] = line.split('\0');
    return id === undefined ? [] : [{ mark, commit: { id, author, subject, build: null } }];
  });
  const of = (side: string) => commits.filter(({ mark }) => mark === side).map(({ commit }) => commit);
  return { brought: of('>'), takenBack: of('<') };
}
