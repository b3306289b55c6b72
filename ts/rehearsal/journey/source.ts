import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A real git repository with real commits; dates and names are given, so that the commits' ids are the same in each rehearsal. */
export class SourceRepository {
  readonly dir: string;
  private readonly env: NodeJS.ProcessEnv;

  constructor(dir: string, env: Readonly<Record<string, string>>) {
    this.dir = dir;
    this.env = env;
    mkdirSync(dir, { recursive: true });
    this.git('init', '--quiet', '--initial-branch=main');
  }

  /** Commits the files on the current branch. The message is data: it goes in by file, never through a shell. */
  commit(message: string, at: string, author: string, files: Readonly<Record<string, string>>): void {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.dir, path)), { recursive: true });
      writeFileSync(join(this.dir, path), content);
    }
    this.git('add', '--all');
    this.gitAs(author, at, message, 'commit', '--quiet', '--file=-');
  }

  /** A branch with one commit, merged back by a merge commit, as a pull request is. */
  mergeRequest(
    branch: string,
    message: string,
    at: string,
    author: string,
    files: Readonly<Record<string, string>>,
  ): void {
    this.git('checkout', '--quiet', '-b', branch);
    this.commit(message, at, author, files);
    this.git('checkout', '--quiet', 'main');
    const merge = ['merge', '--quiet', '--no-ff', '-m', `Merge branch '${branch}'`, branch];
    this.gitAs('Release Bot', at, '', ...merge);
  }

  /** Makes the bare repository that this one is pushed to and fetched from. */
  cloneTo(bare: string): void {
    this.git('init', '--quiet', '--bare', '--initial-branch=main', bare);
    this.git('remote', 'add', 'origin', bare);
  }

  head(): string {
    return execFileSync('git', ['rev-parse', 'HEAD'], {
      cwd: this.dir,
      env: this.env,
      encoding: 'utf8',
    }).trim();
  }

  push(url: string, branch = 'main'): void {
    this.git('push', '--quiet', url, `HEAD:refs/heads/${branch}`);
  }

  private git(...args: readonly string[]): void {
    execFileSync('git', args, { cwd: this.dir, env: this.env, stdio: ['ignore', 'ignore', 'pipe'] });
  }

  private gitAs(author: string, at: string, message: string, ...args: readonly string[]): void {
    const email = `${author.toLowerCase().replaceAll(' ', '.')}@acme.example`;
    const who = {
      GIT_AUTHOR_NAME: author,
      GIT_AUTHOR_EMAIL: email,
      GIT_AUTHOR_DATE: at,
      GIT_COMMITTER_NAME: author,
      GIT_COMMITTER_EMAIL: email,
      GIT_COMMITTER_DATE: at,
    };
    execFileSync('git', args, {
      cwd: this.dir,
      env: { ...this.env, ...who },
      input: message,
      stdio: ['pipe', 'ignore', 'pipe'],
    });
  }
}
