import { judgeDocker, judgeGit, judgeNode, notFound, type Said } from './program-versions.ts';
import { judgeTerraform } from './terraform.ts';
import { atLeast } from './version.ts';

const told = ({ outcome, what }: { outcome: string; what: string }) => `${outcome}: ${what}`;
const said = (text: string): Said => ({ answered: true, text });
const not = (reason: string): Said => ({ answered: false, reason });

test.each([
  ['1412.v7737b_3405f86', '1412.v0000000', true],
  ['1411.v7737b_3405f86', '1412.v7737b_3405f86', false],
  ['1571.1580.v18e46842c125', '1571.1580.v18e46842c125', true],
  ['1571.v984334466124', '1571.1580.v18e46842c125', false],
  ['5.10.1', '5.9.0', true],
  ['5.10.1 (private-anna)', '5.10.1', true],
  ['2.555.3', '2.555', true],
  ['2.46.2', '2.555', false],
  ['3.3', '3.3.0', true],
  ['1.2.3rc4', '1.2', true],
  ['unknown', '1', false],
])('%s is at least %s: %s', (version, wanted, expected) => {
  expect(atLeast(version, wanted)).toBe(expected);
});

test.each([
  ['v20.0.0', 'ok: v20.0.0'],
  ['v18.20.4', 'failed: this is Node v18.20.4'],
])('Node %s is %s', (version, expected) => {
  expect(told(judgeNode(version))).toBe(expected);
});

test.each([
  [said('git version 2.31.0'), 'ok: 2.31.0'],
  [said('git version 2.50.1 (Apple Git-155)'), 'ok: 2.50.1'],
  [said('git version 2.30.9'), 'failed: this is git 2.30.9, which takes no password from its environment'],
  [said('hub'), 'failed: git --version says “hub”'],
  [not('it was not found'), 'failed: git cannot be run: it was not found'],
])('git that says %j is %s', (answer, expected) => {
  expect(told(judgeGit(answer))).toBe(expected);
});

test.each([
  [
    said('29.1'),
    said('github.com/docker/buildx v0.12.1'),
    'ok: Docker 29.1, github.com/docker/buildx v0.12.1',
  ],
  [
    said('29.1'),
    not('docker: unknown command'),
    'skipped: Docker 29.1, without buildx; builder: buildx cannot be used here',
  ],
  [not('permission denied'), said('x'), 'failed: Docker does not answer this user: permission denied'],
  [
    not(notFound),
    not(notFound),
    'skipped: there is no docker here; images are built elsewhere, or without it',
  ],
])('Docker that says %j, and buildx %j, is %s', (engine, buildx, expected) => {
  expect(told(judgeDocker(engine, buildx))).toBe(expected);
});

test.each([
  ['1.11.4', ['>= 1.9', '>= 1.9'], 'ok: 1.11.4, for test'],
  ['1.8.0', ['>= 1.9', '>= 1.9', '< 2.0'], 'failed: this is Terraform 1.8.0, and app wants >= 1.9'],
  ['1.8.0', ['nonsense'], 'failed: this is Terraform 1.8.0, and app wants nonsense'],
  ['1.8.0', [], 'ok: 1.8.0, for test'],
])('Terraform %s for stacks that want %j is %s', (version, constraints, expected) => {
  expect(told(judgeTerraform(version, [{ environment: 'test', stack: 'app', constraints }]))).toBe(expected);
});
