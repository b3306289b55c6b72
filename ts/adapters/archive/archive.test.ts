import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { JenkinsHome } from '../../rehearsal/jenkins/home.ts';
import { copiedArchive } from './folder-archive.ts';
import { homeArchive } from './home-archive.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'archive-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  writeFileSync(join(dir, path), text);
}

describe('of a Jenkins home', () => {
  const build = { job: 'team/deploy-live', number: 2 };
  const files = { 'output/promotion.json': '{}', 'output/evidence/a.txt': 'a' };

  it('has the files of a build, also where jobs are in folders, and its fingerprints', async () => {
    const home = JenkinsHome.create(dir);
    for (const number of [1, 2]) expect(home.startBuild(build.job)).toBe(number);
    home.archive(build.job, 2, files);
    home.fingerprint(build.job, 2, files, true);
    const archive = homeArchive(dir);
    expect(await archive.builds(build.job)).toEqual([1, 2]);
    expect(await archive.paths(build)).toEqual(['output/evidence/a.txt', 'output/promotion.json']);
    expect(Buffer.from(await archive.read(build, 'output/evidence/a.txt')).toString()).toBe('a');
    expect(await archive.fingerprint('0c/c1/75b9c0f1b6a831c399e269772661.xml')).toContain(
      '<fileName>a.txt</fileName>',
    );
    expect(await archive.fingerprint('00/00/000000000000000000000000000000.xml')).toBeUndefined();
  });

  it('has none of a job or a build that is gone', async () => {
    JenkinsHome.create(dir).createJob('deploy-test');
    const archive = homeArchive(dir);
    expect(await archive.paths({ job: 'deploy-test', number: 7 })).toEqual([]);
    expect(await archive.paths({ job: 'deploy-live', number: 1 })).toEqual([]);
    expect([await archive.builds('deploy-live'), await archive.builds('../x')]).toEqual([[], []]);
  });

  it('is no folder without jobs: a wrong path must not look like builds that are gone', async () => {
    await expect(homeArchive(dir).paths(build)).rejects.toThrow('jenkins-home-missing');
  });
});

describe('of copies', () => {
  it('has a folder a build', async () => {
    put('team/deploy-live/12/promotion.json', '{}');
    put('team/deploy-live/3/output/promotion.json', '{}');
    put('team/deploy-live/nextBuildNumber', '13');
    const archive = copiedArchive(dir);
    expect(await archive.builds('team/deploy-live')).toEqual([3, 12]);
    expect(await archive.paths({ job: 'team/deploy-live', number: 3 })).toEqual(['output/promotion.json']);
    expect(await archive.paths({ job: 'team/deploy-live', number: 4 })).toEqual([]);
  });

  it('follows no link, and no name out of its folder', async () => {
    put('outside/1/secret.txt', 's');
    put('copies/deploy-live/1/promotion.json', '{}');
    symlinkSync(join(dir, 'outside/1/secret.txt'), join(dir, 'copies/deploy-live/1/release.json'));
    const archive = copiedArchive(join(dir, 'copies'));
    expect(await archive.paths({ job: 'deploy-live', number: 1 })).toEqual(['promotion.json']);
    expect(await archive.builds('../outside')).toEqual([]);
  });

  it('tells a file that cannot be read', async () => {
    mkdirSync(join(dir, 'deploy-live/1/promotion.json'), { recursive: true });
    const read = copiedArchive(dir).read({ job: 'deploy-live', number: 1 }, 'promotion.json');
    await expect(read).rejects.toThrow('file-unreadable');
  });
});
