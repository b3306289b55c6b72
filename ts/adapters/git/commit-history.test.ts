import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProblemError } from '../../core/errors/problem.ts';
import { GitCommitHistory } from './commit-history.ts';

/** Real repositories with set names and dates, and nothing of this machine's configuration. */
const environment = {
  PATH: process.env['PATH'] ?? '',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Ann Author',
  GIT_AUTHOR_EMAIL: 'ann@acme.example',
  GIT_COMMITTER_NAME: 'Carl Committer',
  GIT_COMMITTER_EMAIL: 'carl@acme.example',
  GIT_AUTHOR_DATE: '2025-01-01T10:00:00+11:00',
  GIT_COMMITTER_DATE: '2025-01-02T10:00:00+11:00',
};

let top: string;
let repo: string;

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'git history '));
  repo = join(top, 'repo');
  git(top, 'init', '--quiet', '--initial-branch=main', 'repo');
});

afterEach(() => {
  rmSync(top, { recursive: true, force: true });
});

function git(folder: string, ...words: string[]): string {
  return execFileSync('git', words, { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
    .toString()
    .trim();
}

function commit(message: string | Buffer, folder = repo): void {
  const file = join(top, 'message');
  writeFileSync(file, message);
  const words = [
    'commit',
    '--quiet',
    '--allow-empty',
    '--allow-empty-message',
    '--cleanup=verbatim',
    '-F',
    file,
  ];
  git(folder, ...words);
}

function merge(name: string): void {
  git(repo, 'checkout', '--quiet', '-b', name, 'HEAD~1');
  commit(`On ${name}`);
  git(repo, 'checkout', '--quiet', 'main');
  git(repo, 'merge', '--quiet', '--no-ff', '-m', `Merge ${name}`, name);
}

const signature = '-----BEGIN PGP SIGNATURE-----\n\nabcd\n-----END PGP SIGNATURE-----';

/** HEAD's commit with other bytes, which `git commit` would not write. */
function checkoutEdited(edit: (text: string) => string): void {
  const written = execFileSync('git', ['cat-file', 'commit', 'HEAD'], { cwd: repo }).toString('latin1');
  writeFileSync(join(top, 'object'), Buffer.from(edit(written), 'latin1'));
  git(repo, 'checkout', '--quiet', git(repo, 'hash-object', '-t', 'commit', '-w', join(top, 'object')));
}

const last = (folder = repo, env: Record<string, string> = {}) =>
  new GitCommitHistory(folder, { ...environment, ...env }).lastCommit();

async function codeOf(promise: Promise<unknown>): Promise<string | undefined> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProblemError)) throw new Error(`not a ProblemError: ${String(error)}`);
  return error.problems[0].code;
}

describe('the last commit', () => {
  it('has id, author, date and the whole message', async () => {
    commit('Fix the rounding\n\nBody “ü”\n');
    expect(await last()).toEqual({
      id: git(repo, 'rev-parse', 'HEAD'),
      author: 'Ann Author',
      committedAt: '2025-01-02T10:00:00+11:00',
      message: 'Fix the rounding\n\nBody “ü”\n',
    });
  });

  it('is not a merge where there is another', async () => {
    commit('One');
    commit('Two');
    merge('topic');
    expect((await last())?.message).toMatch(/^(On topic|Two)\n?$/);
  });

  it('is a merge where a shallow clone shows nothing else', async () => {
    commit('One');
    commit('Two');
    merge('topic');
    git(top, 'clone', '--quiet', '--depth=1', `file://${repo}`, 'shallow');
    expect((await last(join(top, 'shallow')))?.message).toBe('Merge topic\n');
  });

  it('is there on a detached head, in a subfolder, a worktree and a bare repository', async () => {
    commit('One');
    commit('Two');
    git(repo, 'checkout', '--quiet', 'HEAD~1');
    expect((await last())?.message).toBe('One');
    mkdirSync(join(repo, 'sub'));
    expect((await last(join(repo, 'sub')))?.message).toBe('One');
    git(repo, 'worktree', 'add', '--quiet', '../tree', 'main');
    expect((await last(join(top, 'tree')))?.message).toBe('Two');
    git(top, 'clone', '--quiet', '--bare', 'repo', 'bare.git');
    expect((await last(join(top, 'bare.git')))?.id).toHaveLength(40);
  });

  it('is absent from a repository without commits', async () => {
    expect(await last()).toBeUndefined();
  });

  it('has 64 digits in a SHA-256 repository', async () => {
    git(top, 'init', '--quiet', '--object-format=sha256', 'sha256');
    commit('Fix', join(top, 'sha256'));
    expect((await last(join(top, 'sha256')))?.id).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is recoded from the encoding that the commit names', async () => {
    git(repo, 'config', 'i18n.commitEncoding', 'ISO-8859-1');
    commit(Buffer.from('Gr\xfc\xdfe', 'latin1'));
    git(repo, 'config', 'i18n.logOutputEncoding', 'ISO-8859-1');
    expect((await last())?.message).toBe('Grüße');
  });

  it('is text also where its bytes are none', async () => {
    commit('Gruesse');
    checkoutEdited((text) => text.replace('Gruesse', 'Gr\xfc\xdfe'));
    expect((await last())?.message).toBe('Gr\ufffd\ufffde');
  });

  it('may have a message that is empty or looks like git’s own lines', async () => {
    commit('');
    expect((await last())?.message.trim()).toBe('');
    commit('commit 0123\nAuthor: x\n\x1b[31m');
    expect((await last())?.message).toBe('commit 0123\nAuthor: x\n\x1b[31m');
  });

  it('does not depend on the configuration of the checkout, which is not ours to trust', async () => {
    commit('Fix');
    checkoutEdited((text) => text.replace('\n\n', `\ngpgsig ${signature.replaceAll('\n', '\n ')}\n\n`));
    writeFileSync(join(repo, '.mailmap'), 'Mallory <ann@acme.example>\n');
    const evil = join(top, 'evil.sh');
    writeFileSync(evil, `#!/bin/sh\ntouch "${join(top, 'ran')}"\n`);
    chmodSync(evil, 0o755);
    for (const [name, value] of Object.entries({
      'log.showSignature': 'true',
      'gpg.program': evil,
      'core.pager': evil,
      'pager.rev-list': evil,
      'core.fsmonitor': evil,
      'color.ui': 'always',
      'log.mailmap': 'true',
      'log.decorate': 'full',
      'log.date': 'relative',
      'format.pretty': 'oneline',
      'alias.rev-list': `!${evil}`,
      'core.hooksPath': top,
    }))
      git(repo, 'config', name, value);
    expect(await last()).toMatchObject({ author: 'Ann Author', message: 'Fix' });
    expect(existsSync(join(top, 'ran'))).toBe(false);
    git(repo, 'log', '-1');
    expect(existsSync(join(top, 'ran'))).toBe(true);
  });

  it('is the named folder’s, whatever variables an outer git left behind', async () => {
    commit('Fix');
    git(top, 'init', '--quiet', 'other');
    const left = { GIT_DIR: join(top, 'other', '.git'), GIT_WORK_TREE: top, PAGER: 'less', EDITOR: 'vi' };
    expect((await last(repo, left))?.message).toBe('Fix');
  });
});

describe('an error', () => {
  it('says that the folder does not exist', async () => {
    expect(await codeOf(last(join(top, 'nowhere')))).toBe('git-folder-missing');
  });

  it('says that the folder is in no repository', async () => {
    expect(await codeOf(last(top, { GIT_CEILING_DIRECTORIES: top }))).toBe('git-not-a-repository');
  });

  it('says that git is not installed', async () => {
    expect(await codeOf(last(repo, { PATH: top }))).toBe('git-missing');
  });

  it('says what to do about a repository of another owner', async () => {
    commit('Fix');
    // git's own switch for its tests: every repository is somebody else's.
    const bin = join(top, 'bin');
    mkdirSync(bin);
    const script = `#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 PATH='${environment.PATH}' exec git "$@"\n`;
    writeFileSync(join(bin, 'git'), script);
    chmodSync(join(bin, 'git'), 0o755);
    expect(await codeOf(last(repo, { PATH: bin }))).toBe('git-dubious-ownership');
  });

  it('says that the commit of HEAD is not there', async () => {
    commit('Fix');
    rmSync(join(repo, '.git', 'objects'), { recursive: true });
    mkdirSync(join(repo, '.git', 'objects'));
    expect(await codeOf(last())).toBe('git-failed');
  });
});
