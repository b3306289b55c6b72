/** The installation of the program on a machine that agents are made of, into a scratch root and without a network. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const checkout = join(__dirname, '../..');
const script = join(checkout, 'jenkins/agent-ami/install.sh');
const version = readFileSync(join(checkout, 'dist/VERSION'), 'utf8').trim();

let folder: string;
let root: string;
let dist: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agent-ami-'));
  root = join(folder, 'root');
  dist = join(folder, 'dist');
  cpSync(join(checkout, 'dist'), dist, { recursive: true });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function install(): { readonly status: number | null; readonly out: string; readonly err: string } {
  const { status, stdout, stderr } = spawnSync('sh', [script, '--root', root, dist], { encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}

/** What stands beside each other in /opt/ecs-promote. */
function installed(): readonly string[] {
  const home = join(root, 'opt/ecs-promote');
  return existsSync(home) ? readdirSync(home).sort() : [];
}

function program(...words: readonly string[]): string {
  const file = join(root, 'usr/local/bin/ecs-promote');
  return execFileSync(process.execPath, [file, ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

test('twice in a row it ends well, and the second time changes nothing', () => {
  expect(install()).toEqual({
    status: 0,
    out: expect.stringContaining('is installed in') as string,
    err: '',
  });
  const before = execFileSync('find', [join(root, 'opt'), '-printf', '%p %T@ %i\n'], { encoding: 'utf8' });
  expect(install()).toEqual({ status: 0, out: `${version} is there already\n`, err: '' });
  const after = execFileSync('find', [join(root, 'opt'), '-printf', '%p %T@ %i\n'], { encoding: 'utf8' });
  // The link is made anew, and its folder knows of that.
  const lasting = (listing: string) =>
    listing.split('\n').filter((line) => line.includes(`ecs-promote/${version}`));
  expect(lasting(after)).toEqual(lasting(before));
  expect(installed()).toEqual([version, 'current'].sort());
  expect(readlinkSync(join(root, 'opt/ecs-promote/current'))).toBe(version);
});

test('who may use the machine may use the program, however closed files are that root makes', () => {
  // Hardened images give root such a mask.
  const call = `umask 077; exec sh '${script}' --root '${root}' '${dist}'`;
  expect(spawnSync('sh', ['-c', call], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  const open = ['opt', 'opt/ecs-promote', 'opt/ecs-promote/current/bin', 'usr/local/bin'];
  const modes = open.map((path) => (statSync(join(root, path)).mode & 0o777).toString(8));
  expect(modes).toEqual(open.map(() => '755'));
});

test('what it installed runs', () => {
  install();
  expect(program('--version')).toContain(version);
  const commits = join(folder, 'repository');
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-C', commits, ...words]);
  execFileSync('git', ['init', '-q', commits]);
  git('commit', '-q', '--allow-empty', '-m', 'Round prices');
  expect(program('display-name', '--repo', commits)).toBe('Round prices\n');
});

test('one changed byte is refused before anything has its name', () => {
  appendFileSync(join(dist, 'lib/ecs-promote.cjs'), ' ');
  const { status, err } = install();
  expect(status).toBe(1);
  expect(err).toContain('lib/ecs-promote.cjs: FAILED');
  expect(err).toContain('nothing was installed');
  expect(installed()).toEqual([]);
});

test('a machine that has the program keeps it when what comes next is broken', () => {
  install();
  writeFileSync(join(dist, 'VERSION'), '9.9.9\n');
  expect(install().status).toBe(1);
  expect(installed()).toEqual([version, 'current'].sort());
  expect(program('--version')).toContain(version);
});

test('an installation that was damaged is made whole', () => {
  install();
  writeFileSync(join(root, 'opt/ecs-promote', version, 'lib/ecs-promote.cjs'), 'broken');
  expect(install()).toMatchObject({ status: 0, out: expect.stringContaining('is installed in') as string });
  expect(program('--version')).toContain(version);
});

test.each<[string, () => void, string]>([
  [
    'a file that was not built',
    () => {
      appendFileSync(join(dist, 'lib/more.cjs'), '');
    },
    'does not name lib/more.cjs',
  ],
  [
    'a file that is gone',
    () => {
      rmSync(join(dist, 'LICENSE'));
    },
    'LICENSE: FAILED open or read',
  ],
  [
    'no sums',
    () => {
      rmSync(join(dist, 'SHA256SUMS'));
    },
    'SHA256SUMS is not there',
  ],
  [
    'a link in place of a file',
    () => {
      linkLicence();
    },
    'these are links: ./LICENSE',
  ],
])('%s is refused', (_, damage, reason) => {
  damage();
  const { status, err } = install();
  expect(status).toBe(1);
  expect(err).toContain(reason);
  expect(installed()).toEqual([]);
});

/** To the same bytes, so that the sums are right. */
function linkLicence(): void {
  rmSync(join(dist, 'LICENSE'));
  symlinkSync(join(checkout, 'LICENSE'), join(dist, 'LICENSE'));
}

test.each([
  [['--rot', '/'], 'there is no option --rot'],
  [['--root'], '--root wants a folder'],
  [['a', 'b'], 'more than one folder is named'],
])('called with %j it says how it is called, and ends with 2', (words, reason) => {
  const { status, stderr } = spawnSync('sh', [script, ...words], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain(reason);
});
