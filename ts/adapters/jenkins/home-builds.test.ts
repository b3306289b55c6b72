import { afterEach, beforeEach, describe, expect, it, test } from '@jest/globals';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { choiceLine } from '../../core/choices/line.ts';
import { JenkinsHome, type Ending } from '../../rehearsal/jenkins/home.ts';
import { JenkinsHomeBuilds } from './home-builds.ts';

let dir: string;
let home: JenkinsHome;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'jenkins-home-'));
  home = JenkinsHome.create(dir);
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

const successes = { limit: 100, results: ['SUCCESS'] } as const;
const listed = (job: string, wanted: Parameters<JenkinsHomeBuilds['newest']>[1] = successes) =>
  new JenkinsHomeBuilds(dir).newest(job, wanted);
const lines = async (job: string) => (await listed(job)).builds.map(choiceLine);
const build = (
  job: string,
  ending: Partial<Ending> = {},
  started: Parameters<JenkinsHome['startBuild']>[1] = {},
) => {
  const number = home.startBuild(job, started);
  home.finish(job, number, { result: 'SUCCESS', ...ending });
  return number;
};
const raw = (job: string, number: number | string, xml: string) => {
  const path = join(home.jobDir(job), 'builds', String(number));
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'build.xml'), xml);
};
const problem = (code: string, more: object = {}) =>
  expect.objectContaining({ problems: [expect.objectContaining({ code, ...more })] });

describe('the builds listed', () => {
  test('are the newest successes by number, not by name or time', async () => {
    for (let number = 1; number <= 12; number += 1) build('deploy-test', { displayName: `Change ${number}` });
    expect((await lines('deploy-test')).slice(0, 4)).toEqual([
      '12-Change 12',
      '11-Change 11',
      '10-Change 10',
      '9-Change 9',
    ]);
  });

  test('have the result that was asked for', async () => {
    for (const result of ['SUCCESS', 'UNSTABLE', 'FAILURE', 'NOT_BUILT', 'ABORTED'] as const)
      build('job', { result });
    expect(await lines('job')).toEqual(['1-#1']);
    expect((await listed('job', { limit: 9, results: ['ABORTED', 'UNSTABLE'] })).builds).toEqual([
      { number: 5, displayName: '#5', result: 'ABORTED' },
      { number: 2, displayName: '#2', result: 'UNSTABLE' },
    ]);
  });

  test('do not hold a running pipeline, whose execution says SUCCESS already', async () => {
    build('deploy-test');
    const running = home.startBuild('deploy-test', { displayName: 'Still going' });
    const xml = readFileSync(join(home.buildDir('deploy-test', running), 'build.xml'), 'utf8');
    expect(xml).toContain('<result>SUCCESS</result>');
    expect(await lines('deploy-test')).toEqual(['1-#1']);
  });

  test('do not hold a pipeline with a result that has not ended', async () => {
    raw('job', 1, '<flow-build><result>SUCCESS</result><completed>false</completed></flow-build>');
    raw(
      'job',
      2,
      '<flow-build><result>SUCCESS</result><execution><completed>true</completed></execution></flow-build>',
    );
    expect(await lines('job')).toEqual([]);
  });

  test('do not hold a running freestyle build, in its main part or its post-build actions', async () => {
    build('free', { displayName: 'Good' }, { kind: 'freestyle' });
    home.startBuild('free', { kind: 'freestyle', actions: '<a><result>SUCCESS</result></a>' });
    raw('free', 3, '<build><actions/><result>SUCCESS</result><duration>0</duration></build>');
    expect(await lines('free')).toEqual(['1-Good']);
  });

  test('hold matrix and Maven builds as freestyle ones', async () => {
    raw('job', 1, '<matrix-build><result>SUCCESS</result><duration>5</duration></matrix-build>');
    raw('job', 2, '<maven2-moduleset-build><result>SUCCESS</result></maven2-moduleset-build>');
    expect(await lines('job')).toEqual(['2-#2', '1-#1']);
  });

  test("have the build's own display name, not one of its actions", async () => {
    const actions =
      '<x.Action><number>9</number><displayName>Trap</displayName><result>FAILURE</result></x.Action>';
    build('job', {}, { actions });
    build('job', { displayName: 'Mine' }, { actions });
    expect(await lines('job')).toEqual(['2-Mine', '1-#1']);
  });

  it.each([
    ['<b>&"quoted"\' ]]> – 東京 🚀', '1-<b>&"quoted"\' ]]> – 東京 🚀'],
    ['bell\u0007 nul\0 next\u0085line', '1-bell  nul  next line'],
    ['two\r\nlines', '1-two lines'],
    ['&amp; &#x41;', '1-&amp; &#x41;'],
    ['hot-fix', '1-hot-fix'],
    ['', '1-'],
  ])('show %j as %j', async (displayName, line) => {
    build('job', { displayName });
    expect(await lines('job')).toEqual([line]);
  });

  test('are directories with a number for a name, and nothing else', async () => {
    build('job');
    const builds = join(home.jobDir('job'), 'builds');
    const xml = readFileSync(join(builds, '1', 'build.xml'), 'utf8');
    for (const name of ['007', '0', '-1', '1.bak', '2026-01-01_00-00-00', '99999999999', '٣', '.5'])
      raw('job', name, xml);
    writeFileSync(join(builds, 'legacyIds'), '');
    writeFileSync(join(builds, '4'), xml);
    symlinkSync('1', join(builds, '3'));
    symlinkSync('1', join(builds, 'lastSuccessfulBuild'));
    expect(await listed('job')).toMatchObject({ builds: [{ number: 1 }], lookedAt: 1 });
  });
});

describe('a build that cannot be read', () => {
  test('is left out with a remark, and the others are listed', async () => {
    build('job');
    raw('job', 2, '');
    raw('job', 3, "<?xml version='1.1'?><flow-build><result>SUCCESS</result><completed>true</completed>");
    raw('job', 4, '<flow-build><result>GREAT</result><completed>true</completed></flow-build>');
    mkdirSync(join(home.jobDir('job'), 'builds', '5', 'build.xml'), { recursive: true });
    const { builds, lookedAt, remarks } = await listed('job');
    expect(builds.map(choiceLine)).toEqual(['1-#1']);
    expect(lookedAt).toBe(5);
    expect(remarks).toEqual([
      'Build 5 was left out: its build.xml cannot be read (EISDIR).',
      'Build 4 was left out: its result is "GREAT".',
      'Build 3 was left out: its build.xml is broken, it ends in the middle.',
      'Build 2 was left out: its build.xml is broken, it holds no element.',
    ]);
  });

  test('is unfinished when its build.xml is not there yet', async () => {
    mkdirSync(join(home.jobDir('job'), 'builds', '1'), { recursive: true });
    expect((await listed('job')).remarks).toEqual([
      'None of the 1 builds looked at ended in SUCCESS: 1 unfinished.',
    ]);
  });
});

describe('a job', () => {
  test('is found in folders', async () => {
    build('team/sub team/deploy-test', { displayName: 'Nested' });
    build('deploy-test', { displayName: 'Outer' });
    expect(await lines('team/sub team/deploy-test')).toEqual(['1-Nested']);
  });

  test('is found as a branch, by the name that stands beside its folder', async () => {
    for (const branch of ['main', 'feature/x', 'feature-x', 'a-very-long-branch-name-that-is-cut', '50%']) {
      build(home.createBranch('team/service1', branch), { displayName: branch });
    }
    expect(await lines('team/service1/main')).toEqual(['1-main']);
    expect(await lines('team/service1/feature%2Fx')).toEqual(['1-feature/x']);
    expect(await lines('team/service1/feature-x')).toEqual(['1-feature-x']);
    expect(await lines('team/service1/a-very-long-branch-name-that-is-cut')).toEqual([
      '1-a-very-long-branch-name-that-is-cut',
    ]);
    expect(await lines('team/service1/50%25')).toEqual(['1-50%']);
  });

  test("is not found by the name of a branch's folder", async () => {
    const branch = home.createBranch('service1', 'feature/x');
    const folder = basename(home.jobDir(branch));
    await expect(listed(`service1/${folder}`)).rejects.toEqual(problem('jenkins-job-missing'));
  });

  test('that never ran has no builds, and the list says so', async () => {
    home.createJob('new');
    expect(await listed('new')).toEqual({ builds: [], lookedAt: 0, remarks: ['The job has no builds.'] });
  });

  it.each([
    ['deploy-tset', 'Did you mean deploy-test?'],
    ['Deploy-Test', 'Did you mean deploy-test?'],
    ['team/delpoy', 'Did you mean team/deploy?'],
    ['service1/feature/x', 'Did you mean service1/feature%2Fx?'],
    [
      'service1/feature-x.a1b2c3',
      'Give the full name, folders included; a slash in a branch is written %2F.',
    ],
    ['nothing', 'Give the full name, folders included; a slash in a branch is written %2F.'],
    ['deploy-test/builds', 'Give the full name, folders included; a slash in a branch is written %2F.'],
  ])('%s that is missing is an error: %s', async (job, next) => {
    home.createJob('deploy-test');
    home.createJob('team/deploy');
    home.createBranch('service1', 'feature/x');
    await expect(listed(job)).rejects.toEqual(
      problem('jenkins-job-missing', { next, category: 'configuration' }),
    );
  });

  test('is not a folder, which the error names the jobs of', async () => {
    home.createJob('team/deploy-test');
    await expect(listed('team')).rejects.toEqual(
      problem('jenkins-not-a-job', { next: 'Name a job in it: team/deploy-test.' }),
    );
  });

  it.each(['..', '../../etc', 'a/../../b', '/etc/passwd', 'a\0b', ''])('cannot be called %j', async (job) => {
    await expect(listed(job)).rejects.toEqual(problem('jenkins-bad-job-name', { category: 'usage' }));
  });
});

describe('the home', () => {
  test('must be there', async () => {
    rmSync(join(dir, 'jobs'), { recursive: true });
    await expect(listed('deploy-test')).rejects.toEqual(
      problem('jenkins-home-missing', { category: 'configuration' }),
    );
  });

  test('that may not be read is an error of the infrastructure', async () => {
    build('deploy-test');
    chmodSync(join(dir, 'jobs', 'deploy-test', 'builds'), 0);
    // The superuser may read everything.
    if (process.getuid?.() === 0) return;
    await expect(listed('deploy-test')).rejects.toEqual(
      problem('jenkins-home-unreadable', { category: 'infrastructure' }),
    );
  });

  it.each([
    '${JENKINS_HOME}/all/${ITEM_FULL_NAME}',
    '${JENKINS_HOME}/all/${ITEM_FULLNAME}/b',
    '${ITEM_ROOTDIR}/moved',
  ])('may keep its builds elsewhere, as its own configuration says: %s', async (pattern) => {
    rmSync(dir, { recursive: true });
    home = JenkinsHome.create(dir, { buildsDir: pattern });
    build('team/deploy-test', { displayName: 'Moved' });
    expect(await lines('team/deploy-test')).toEqual(['1-Moved']);
  });

  test('may keep its builds elsewhere, as the caller says', async () => {
    rmSync(dir, { recursive: true });
    home = JenkinsHome.create(dir, { buildsDir: '${JENKINS_HOME}/all/${ITEM_FULL_NAME}' });
    build('deploy-test');
    rmSync(join(dir, 'config.xml'));
    const buildsDir = '${JENKINS_HOME}/all/${ITEM_FULL_NAME}';
    expect(
      (await new JenkinsHomeBuilds(dir, { buildsDir }).newest('deploy-test', successes)).builds,
    ).toHaveLength(1);
  });
});

test('no more files are read than builds were looked at, and no more of those than needed', async () => {
  for (let number = 1; number <= 40; number += 1)
    build('job', { result: number % 2 === 0 ? 'SUCCESS' : 'FAILURE' });
  const read: string[] = [];
  const readFile = (path: string) => {
    read.push(path);
    return readFileSync(path, 'utf8');
  };
  const { lookedAt } = await new JenkinsHomeBuilds(dir, { readFile }).newest('job', {
    limit: 5,
    results: ['SUCCESS'],
  });
  expect(lookedAt).toBe(9);
  expect(read).toHaveLength(9);
});
