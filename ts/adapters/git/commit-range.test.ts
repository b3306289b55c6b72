import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommitsInClone } from '../../ports/commit-range.ts';
import { GitCommitRange } from './commit-range.ts';

/** Real repositories, and nothing of this machine's configuration. */
const environment = {
  PATH: process.env['PATH'] ?? '',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Ann “A” Author',
  GIT_AUTHOR_EMAIL: 'ann@acme.example',
  GIT_COMMITTER_NAME: 'Carl Committer',
  GIT_COMMITTER_EMAIL: 'carl@acme.example',
};

let top: string;
let repo: string;

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'git range '));
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

function commit(message: string): string {
  git(repo, 'commit', '--quiet', '--allow-empty', '-m', message);
  return git(repo, 'rev-parse', 'HEAD');
}

const between = (from: string, to: string, folder = repo) =>
  new GitCommitRange(folder, environment).between(from, to);

/** Subjects by side. */
function subjects(found: CommitsInClone): readonly (readonly string[])[] {
  if (found === 'missing') throw new Error(found);
  return [found.brought, found.takenBack].map((side) => side.map(({ subject }) => subject));
}

test('forward they come, backward they go, newest first', async () => {
  const [first, , last] = [commit('One'), commit('Two'), commit('Three')];
  expect(subjects(await between(first, last))).toEqual([['Three', 'Two'], []]);
  expect(subjects(await between(last, first))).toEqual([[], ['Three', 'Two']]);
  expect(subjects(await between(first, first))).toEqual([[], []]);
});

test('each has its id, author and subject, whatever the message looks like', async () => {
  const from = commit('One');
  const to = commit('commit 0123 | – “ü”\nstill the subject\n\ncommit >4567\n>\u0001body');
  expect(await between(from, to)).toEqual({
    brought: [
      { id: to, author: 'Ann “A” Author', subject: 'commit 0123 | – “ü” still the subject', build: null },
    ],
    takenBack: [],
    shallow: false,
  });
});

test('of two branches both sides are told, without merges', async () => {
  commit('One');
  git(repo, 'checkout', '--quiet', '-b', 'topic');
  const topic = commit('On the topic');
  git(repo, 'checkout', '--quiet', 'main');
  commit('On main');
  git(repo, 'merge', '--quiet', '--no-ff', '-m', 'Merge', 'topic');
  const main = git(repo, 'rev-parse', 'main');
  expect(subjects(await between(topic, main))).toEqual([['On main'], []]);
  git(repo, 'checkout', '--quiet', '-b', 'other', topic);
  expect(subjects(await between(commit('Elsewhere'), main))).toEqual([['On main'], ['Elsewhere']]);
});

test('a clone that lacks a commit says so, one that is shallow that some may be missing', async () => {
  const first = commit('One');
  const last = [commit('Two'), commit('Three')][1] ?? '';
  git(top, 'clone', '--quiet', '--depth=2', `file://${repo}`, 'shallow');
  const shallow = join(top, 'shallow');
  expect(await between(first, last, shallow)).toBe('missing');
  expect(await between('0'.repeat(40), last)).toBe('missing');
  expect(await between(git(shallow, 'rev-parse', 'HEAD~1'), last, shallow)).toMatchObject({
    brought: [{ subject: 'Three' }],
    shallow: true,
  });
});

test('what is no commit’s id never reaches git', async () => {
  await expect(between('--output=x', 'HEAD')).rejects.toThrow('no commit: --output=x');
});

test('a folder that is no clone is an error', async () => {
  const alone = { ...environment, GIT_CEILING_DIRECTORIES: top };
  await expect(new GitCommitRange(top, alone).between('a'.repeat(40), 'b'.repeat(40))).rejects.toThrow(
    expect.objectContaining({ problems: [expect.objectContaining({ code: 'git-not-a-repository' })] }),
  );
});
