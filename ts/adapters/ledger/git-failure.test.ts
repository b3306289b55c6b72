import { GitError } from 'simple-git';
import { failureOf, gitProblem } from './git-failure.ts';

const push = (line: string) =>
  `To https://host.example/acme/d.git\n!\tabc:refs/heads/l\t[remote rejected] (${line})\nerror: failed to push some refs to 'https://host.example/acme/d.git'\n`;

describe('what git says', () => {
  it.each([
    ['moved', push('fetch first').replace('remote rejected', 'rejected')],
    ['moved', push("cannot lock ref 'refs/heads/l': is at 1 but expected 2")],
    ['moved', push('failed to update ref')],
    [
      'protected',
      `remote: error: GH006: Protected branch update failed.\n${push('protected branch hook declined')}`,
    ],
    [
      'protected',
      `remote: GitLab: You are not allowed to push code to this project.\n${push('pre-receive hook declined')}`,
    ],
    [
      'denied',
      'git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.\n',
    ],
    ['denied', "fatal: could not read Username for 'https://github.com': terminal prompts disabled"],
    [
      'denied',
      "fatal: unable to access 'https://host.example/d.git/': The requested URL returned error: 403",
    ],
    [
      'denied',
      "remote: HTTP Basic: Access denied\nfatal: Authentication failed for 'https://host.example/d.git/'",
    ],
    [
      'unreachable',
      'ssh: Could not resolve hostname nowhere.example: Name or service not known\nfatal: Could not read from remote repository.',
    ],
    [
      'unreachable',
      "fatal: unable to access 'https://h.example/': Failed to connect to h.example port 443: Connection refused",
    ],
    ['unreachable', 'ERROR: Repository not found.\nfatal: Could not read from remote repository.'],
    ['unreachable', "fatal: '/srv/nothing' does not appear to be a git repository"],
    ['other', 'fatal: write error: No space left on device'],
  ])('means %s: %s', (failure, text) => {
    expect(failureOf(new GitError(undefined, text))).toBe(failure);
  });

  it('is told in one line, without advice and without passwords', () => {
    const text =
      "remote: HTTP Basic: Access denied\nhint: try harder\nfatal: Authentication failed for 'https://bot:hunter2@host.example/d.git/'\n";
    expect(gitProblem('x#l', new GitError(undefined, text))).toMatchObject({
      problems: [
        {
          code: 'ledger-access-denied',
          what: "The git server refuses access to the ledger x#l: HTTP Basic: Access denied; Authentication failed for 'https://host.example/d.git/'.",
        },
      ],
    });
  });

  it('cannot be anything where there is no git', () => {
    const none = new GitError(undefined, 'Error: spawn git ENOENT\n    at ChildProcess._handle.onexit');
    expect(gitProblem('x#l', none)).toMatchObject({ problems: [{ code: 'git-missing' }] });
  });

  it('is not mixed up with a bug of ours', () => {
    const bug = new TypeError('undefined is not a function');
    expect(gitProblem('x#l', bug)).toBe(bug);
  });
});
