import { afterEach, beforeEach, describe, expect, it, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { directoryLedger } from '../../adapters/ledger/directory.ts';
import { parseChoice } from '../../core/choices/line.ts';
import { exampleYaml } from '../../core/config/example.ts';
import { wasVerified } from '../../core/gates/example.ts';
import { aRelease, build } from '../../core/release/example.ts';
import { releaseBytes } from '../../core/release/release-id.ts';
import type { Release } from '../../core/release/release.ts';
import { JenkinsHome } from '../../rehearsal/jenkins/home.ts';
import { choicesStep } from '../../steps/choices.ts';
import { main } from '../main.ts';

let dir: string;
let home: JenkinsHome;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'choices-'));
  home = JenkinsHome.create(dir);
  for (const displayName of ['Add a button', 'Fix the rounding\nof GST', 'hot-fix - again']) {
    home.finish('team/deploy-test', home.startBuild('team/deploy-test'), { result: 'SUCCESS', displayName });
  }
  home.finish('team/deploy-test', home.startBuild('team/deploy-test'), { result: 'UNSTABLE' });
  home.startBuild('team/deploy-test');
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

/** The program with this one step, in a process that is made up. */
async function choices(words: readonly string[], env: Record<string, string> = {}) {
  let out = '';
  let err = '';
  const never = new Promise<void>(() => undefined);
  const runners = { choices: () => import('./choices.ts') };
  const code = await main(
    {
      steps: [choicesStep],
      runners: { core: () => runners, aws: () => ({}), rehearsal: () => ({}) },
      version: '0.0.0',
      origin: 'test',
    },
    {
      argv: ['choices', ...words],
      env,
      cwd: dir,
      nodeVersion: process.version,
      out: (text) => {
        out += text;
        return Promise.resolve();
      },
      err: (text) => {
        err += text;
      },
      onInterrupt: () => undefined,
      outOfTime: never,
      nothingLeft: never,
    },
  );
  return { code, out, err };
}

describe('choices', () => {
  test('prints one line a build, newest first', async () => {
    const { code, out } = await choices(['--jenkins-home', dir, '--job', 'team/deploy-test']);
    expect(out).toBe('3-hot-fix - again\n2-Fix the rounding of GST\n1-Add a button\n');
    expect(code).toBe(0);
  });

  test('takes a limit, several results, and a home relative to where it runs', async () => {
    const words = [
      'team/deploy-test',
      '--jenkins-home',
      '.',
      '--limit',
      '2',
      '--result',
      'SUCCESS',
      '--result',
      'UNSTABLE',
    ];
    expect((await choices(words)).out).toBe('4-#4\n3-hot-fix - again\n');
  });

  test('answers programs with the lines, the names as Jenkins has them, and how far it looked', async () => {
    const { out } = await choices([
      '--jenkins-home',
      dir,
      '--job',
      'team/deploy-test',
      '--limit',
      '2',
      '--json',
    ]);
    expect(JSON.parse(out)).toEqual({
      job: 'team/deploy-test',
      choices: [
        { line: '3-hot-fix - again', number: 3, displayName: 'hot-fix - again' },
        { line: '2-Fix the rounding of GST', number: 2, displayName: 'Fix the rounding\nof GST' },
      ],
      lookedAt: 4,
      remarks: [],
    });
  });

  test('says on stderr why a list is empty, and ends well', async () => {
    const { code, out, err } = await choices([
      'team/deploy-test',
      '--jenkins-home',
      dir,
      '--result',
      'ABORTED',
    ]);
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toContain(
      'None of the 5 builds looked at ended in ABORTED: 1 unfinished, 1 UNSTABLE, 3 SUCCESS.',
    );
  });

  test('uses JENKINS_HOME where that folder is there', async () => {
    expect((await choices(['team/deploy-test', '--limit', '1'], { JENKINS_HOME: dir })).out).toBe(
      '3-hot-fix - again\n',
    );
  });

  test('reads over REST with the credentials of the environment', async () => {
    let authorization: string | undefined;
    const server = createServer((request, response) => {
      ({ authorization } = request.headers);
      response.end(
        JSON.stringify({
          allBuilds: [{ number: 7, displayName: 'Seven', result: 'SUCCESS', building: false }],
        }),
      );
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jenkins`;
    const env = { JENKINS_USER: 'alice', JENKINS_TOKEN: 't0ken', JENKINS_HOME: dir };
    const { out, err } = await choices(['team/deploy-test', '--jenkins-url', url], env);
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    expect(out).toBe('7-Seven\n');
    expect(authorization).toBe(`Basic ${Buffer.from('alice:t0ken').toString('base64')}`);
    expect(err).not.toContain('t0ken');
  });

  const url = ['--jenkins-url', 'http://127.0.0.1:9/'];
  it.each<[string, string[], Record<string, string>, number, string]>([
    ['no source', ['j'], {}, 2, 'Nothing says where to look for builds'],
    [
      "a JENKINS_HOME that is the controller's",
      ['j'],
      { JENKINS_HOME: '/no/such/folder' },
      2,
      'Nothing says where',
    ],
    [
      'two sources',
      ['j', '--jenkins-home', '.', ...url],
      {},
      2,
      '--jenkins-home and --jenkins-url exclude each other',
    ],
    [
      'a flag of the other source',
      ['j', '--builds-dir', 'b', ...url],
      {},
      2,
      '--builds-dir and --jenkins-url exclude',
    ],
    ['no job', ['--jenkins-home', '.'], {}, 2, 'choices needs'],
    ['an empty job', ['--jenkins-home', '.', '--job', ''], {}, 2, 'JOB must be'],
    ['a limit of 0', ['j', '--jenkins-home', '.', '--limit', '0'], {}, 2, '--limit'],
    ['a limit of 1.5', ['j', '--jenkins-home', '.', '--limit', '1.5'], {}, 2, '--limit'],
    ['a result that there is not', ['j', '--jenkins-home', '.', '--result', 'GREAT'], {}, 2, 'GREAT'],
    ['a job outside the home', ['../../etc', '--jenkins-home', '.'], {}, 2, 'jenkins-bad-job-name'],
    ['a token without a user', ['j', ...url], { JENKINS_TOKEN: 'x' }, 2, 'jenkins-half-credentials'],
    ['no such home', ['j', '--jenkins-home', 'nowhere'], {}, 4, 'jenkins-home-missing'],
    ['no such job', ['team/deploy-tset', '--jenkins-home', '.'], {}, 4, 'Did you mean team/deploy-test?'],
    ['a folder', ['team', '--jenkins-home', '.'], {}, 4, 'jenkins-not-a-job'],
    ['an unreachable Jenkins', ['j', ...url], {}, 6, 'jenkins-unreachable'],
  ])('refuses %s', async (_, words, env, expected, text) => {
    const { code, out, err } = await choices(words, env);
    expect({ code, out }).toEqual({ code: expected, out: '' });
    expect(err).toContain(text);
  });
});

describe('choices --eligible-for', () => {
  const clock = { now: () => Date.UTC(2026, 10, 2, 9), sleep: () => Promise.resolve() };
  const releaseWith = (number: number) => aRelease({ web: build(number, { service: 'web' }) });
  const words = ['deploy-test', '--jenkins-home', '.', '--eligible-for', 'live'];
  const yaml = (ledger?: string) => {
    const text = exampleYaml({ live: 'promotesFrom: test' });
    return ledger === undefined ? text : text.replace('version: 1', `version: 1\nledger: ${ledger}`);
  };

  function deployed(release?: Release): void {
    const number = home.startBuild('deploy-test');
    if (release) home.archive('deploy-test', number, { 'output/release.json': releaseBytes(release) });
    home.finish('deploy-test', number, { result: 'SUCCESS', displayName: `Deploy ${number}` });
  }

  function seeded(text: string): void {
    const number = home.startBuild('seed');
    home.archive('seed', number, { 'promotion.yaml': text });
    home.finish('seed', number, { result: 'SUCCESS' });
  }

  beforeEach(async () => {
    deployed(releaseWith(1));
    deployed(releaseWith(2));
    deployed();
    const ledger = directoryLedger(join(dir, 'ledger'), clock);
    await ledger.append('test', { ...wasVerified(releaseWith(1)), promotion: `0${'1'.repeat(25)}` } as never);
    writeFileSync(join(dir, 'promotion.yaml'), yaml('./ledger'));
  });

  test('lists only builds whose release may go there', async () => {
    const { out } = await choices([...words, '--config', 'promotion.yaml', '--json']);
    expect(JSON.parse(out)).toMatchObject({ choices: [{ line: '1-Deploy 1' }], lookedAt: 3, remarks: [] });
  });

  test('says on each line what would move, where the environment wants that, and reads no file more for it', async () => {
    const wanting = yaml('./ledger').replace(
      'promotesFrom: test',
      'promotesFrom: test, changesInChoices: true',
    );
    writeFileSync(join(dir, 'promotion.yaml'), wanting);
    const listed = async () => (await choices([...words, '--config', 'promotion.yaml'])).out;
    expect(await listed()).toBe('1-Deploy 1  [+web 1]\n');
    const ledger = directoryLedger(join(dir, 'ledger'), clock);
    const promotion = { promotion: `0${'1'.repeat(25)}` };
    await ledger.append('live', { ...wasVerified(releaseWith(1)), ...promotion });
    await ledger.append('test', { ...wasVerified(releaseWith(2)), ...promotion });
    expect(await listed()).toBe('2-Deploy 2  [web 1→2]\n1-Deploy 1  [nothing changes]\n');
    expect((await listed()).trim().split('\n').map(parseChoice)).toEqual([2, 1]);
  });

  test('says what was refused by which gate where nothing is left', async () => {
    const { code, out, err } = await choices([...words, '--config', 'promotion.yaml', '--look-back', '2']);
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toContain(
      'None of the 2 builds looked at can be chosen: 1 without a readable output/release.json, 1 refused by order.',
    );
  });

  test('says in its line what holds a build at present', async () => {
    const ledger = directoryLedger(join(dir, 'ledger'), clock);
    await ledger.append('live', { kind: 'stop', by: { name: 'anna' }, active: true, reason: 'incident 12' });
    const { out } = await choices([...words, '--config', 'promotion.yaml', '--json']);
    expect(JSON.parse(out)).toMatchObject({
      choices: [{ line: '1-Deploy 1 (held by stop-the-line)', number: 1, displayName: 'Deploy 1' }],
    });
  });

  test('takes the configuration that the seed job archived last', async () => {
    seeded('version: 1\n');
    seeded(yaml(join(dir, 'ledger')));
    expect((await choices([...words, '--config-from', 'seed'])).out).toBe('1-Deploy 1\n');
  });

  test.each([
    [['--config-from', 'seed'], 'error jenkins-job-missing', 4],
    [['--config-from', 'deploy-test'], 'error choices-config-not-archived', 4],
    [[], 'error choices-eligible-configuration', 2],
    [['--config', 'a', '--config-from', 'b'], 'error choices-eligible-configuration', 2],
  ])('with %j it ends with %s', async (more, error, code) => {
    const ended = await choices([...words, ...more]);
    expect(ended).toMatchObject({ code, out: '', err: expect.stringContaining(error) });
  });

  test('wants the ledger by name where the configuration lies in no repository', async () => {
    seeded(yaml());
    const { err } = await choices([...words, '--config-from', 'seed']);
    expect(err).toContain('error choices-ledger-not-named');
    const named = await choices([...words, '--config-from', 'seed', '--ledger', join(dir, 'ledger')]);
    expect(named.out).toBe('1-Deploy 1\n');
  });

  test('is for the controller, and what decides is given with it only', async () => {
    const overRest = ['deploy-test', '--jenkins-url', 'http://127.0.0.1:1/', '--eligible-for', 'live'];
    expect((await choices(overRest)).err).toContain('error choices-eligible-from-home');
    const without = ['deploy-test', '--jenkins-home', '.', '--config', 'promotion.yaml'];
    expect((await choices(without)).err).toContain('error choices-without-eligible-for');
  });
});
