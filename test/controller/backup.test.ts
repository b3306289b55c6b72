import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** jenkins/controller/backup.sh with real tar and real files; `aws` is a program that keeps buckets in folders. */
const script = join(__dirname, '../../jenkins/controller/backup.sh');

/** `FAULTS` is a folder: a file `corrupt` in it damages the next upload, `plain` leaves out the encryption. */
const aws = `#!/bin/sh
path() { printf '%s' "$BUCKETS/\${1#s3://}"; }
case "$1 $2" in
    's3 cp')
        [ "$3" = --only-show-errors ] || exit 9
        case $4,$5 in
            s3://*,-) cat "$(path "$4")" ;;
            s3://*) cp "$(path "$4")" "$5" ;;
            *) mkdir -p "$(dirname "$(path "$5")")"
               if [ -e "$FAULTS/corrupt" ]; then rm "$FAULTS/corrupt"; echo other > "$(path "$5")"; else cp "$4" "$(path "$5")"; fi ;;
        esac ;;
    's3api head-object') [ -e "$FAULTS/plain" ] && echo AES256 || echo aws:kms ;;
    *) exit 9 ;;
esac
`;

const secret = 'hudson.util.Secret.9f1c';
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'backup-'));
  put('bin/aws', aws);
  chmodSync(join(dir, 'bin/aws'), 0o755);
  mkdirSync(join(dir, 'faults'));
  for (const bucket of ['one', 'two']) mkdirSync(join(dir, 'buckets', bucket), { recursive: true });
  put('home/config.xml', '<hudson/>');
  put('home/secrets/master.key', secret);
  put("home/jobs/team's job/builds/1/build.xml", '<flow-build/>\n');
  put('home/jobs/plain/builds/2/archive/output/release.json', '{}');
  put('home/workspace/left/out', 'x');
  put('home/plugins/git.jpi', 'x');
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  writeFileSync(join(dir, path), text);
}

function backup(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(script, words, {
    encoding: 'utf8',
    env: {
      PATH: `${join(dir, 'bin')}:${process.env['PATH'] ?? ''}`,
      BUCKETS: join(dir, 'buckets'),
      FAULTS: join(dir, 'faults'),
      JENKINS_HOME: join(dir, 'home'),
      BACKUP_BUCKETS: 'one two',
      BACKUP_WAIT_SECONDS: '0',
      ...env,
    },
  });
  return { status, said: stdout + stderr };
}

const filesBelow = (folder: string) =>
  readdirSync(join(dir, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(dir, folder).length + 1))
    .sort();

test('what was backed up is restored as it was, from either bucket, without what can be made again', () => {
  const made = backup(['make']);
  expect(made.status).toBe(0);
  expect(made.said).toMatch(
    /^backup: s3:\/\/one\/backups\/\S+\.tar\.gz \d+ bytes, sha256 [0-9a-f]{64}\n.*s3:\/\/two\//,
  );
  expect(made.said).not.toContain(secret);
  for (const bucket of ['one', 'two']) {
    expect(backup(['restore', bucket, join(dir, bucket)]).status).toBe(0);
    expect(filesBelow(bucket)).toEqual(
      filesBelow('home').filter((file) => !/^(workspace|plugins)\//.test(file)),
    );
    expect(readFileSync(join(dir, bucket, 'secrets/master.key'), 'utf8')).toBe(secret);
  }
});

test('an older one is restored by its name', () => {
  backup(['make']);
  const [older = ''] = filesBelow('buckets/one').filter((file) => file.endsWith('.gz'));
  put('home/config.xml', '<hudson>newer</hudson>');
  backup(['make']);
  expect(backup(['restore', 'one', join(dir, 'back'), older]).status).toBe(0);
  expect(readFileSync(join(dir, 'back/config.xml'), 'utf8')).toBe('<hudson/>');
});

test('an upload that went wrong is tried again', () => {
  put('faults/corrupt', '');
  const { status, said } = backup(['make']);
  expect(said).toContain('is not what was uploaded');
  expect(status).toBe(0);
  expect(backup(['restore', 'one', join(dir, 'back')]).status).toBe(0);
});

test('the second bucket gets its backup when the first cannot be reached, and the whole has failed', () => {
  rmSync(join(dir, 'buckets/one'), { recursive: true });
  put('buckets/one', 'no folder');
  const { status, said } = backup(['make']);
  expect(status).toBe(1);
  expect(said).toContain('gave up on one after 3 tries');
  expect(said).toContain('no backup in one\n');
  expect(backup(['restore', 'two', join(dir, 'back')]).status).toBe(0);
});

test('a bucket that does not encrypt with KMS is refused, and never named as the latest', () => {
  put('faults/plain', '');
  const { status, said } = backup(['make']);
  expect(status).toBe(1);
  expect(said).toContain('one does not encrypt with KMS (AES256)');
  expect(existsSync(join(dir, 'buckets/one/backups/latest.txt'))).toBe(false);
});

test('check fails for a backup that is old, or that is not there', () => {
  backup(['make']);
  expect(backup(['check']).status).toBe(0);
  const [key = '', sum = ''] = readFileSync(join(dir, 'buckets/two/backups/latest.txt'), 'utf8').split(' ');
  put('buckets/two/backups/latest.txt', `${key} ${sum} ${Math.floor(Date.now() / 1000) - 27 * 3600}\n`);
  expect(backup(['check'])).toMatchObject({
    status: 1,
    said: expect.stringContaining('no fresh backup in two\n') as string,
  });
  rmSync(join(dir, 'buckets/one/backups/latest.txt'));
  expect(backup(['check']).said).toContain('no fresh backup in one two\n');
});

test.each([
  [['restore', 'one', 'HOME'], 'is not empty'],
  [['restore', 'one'], 'restore BUCKET FOLDER [KEY]'],
  [['replace'], 'replace BUCKET [KEY]'],
  [[], 'make, daily, check, restore, replace or replaced'],
])('%j is refused', (words, message) => {
  backup(['make']);
  const { status, said } = backup(words.map((word) => (word === 'HOME' ? join(dir, 'home') : word)));
  expect({ status, said }).toEqual({ status: 1, said: expect.stringContaining(message) as string });
});

describe('a backup takes the place of the home', () => {
  const kept = () => readdirSync(join(dir, 'home')).filter((name) => name.startsWith('.before-restore-'));
  beforeEach(() => {
    backup(['make']);
    put('home/config.xml', '<broken/>');
    put('home/jobs/new/config.xml', '<flow-definition/>');
  });

  test('with what was there beside it, and of that nothing in the next backup', () => {
    expect(backup(['replace', 'one']).status).toBe(0);
    expect(readFileSync(join(dir, 'home/config.xml'), 'utf8')).toBe('<hudson/>');
    expect(existsSync(join(dir, 'home/jobs/new'))).toBe(false);
    const [old = ''] = kept();
    expect(readFileSync(join(dir, 'home', old, 'config.xml'), 'utf8')).toBe('<broken/>');
    expect(existsSync(join(dir, 'home', old, 'jobs/new/config.xml'))).toBe(true);
    backup(['make']);
    expect(backup(['restore', 'one', join(dir, 'back')]).status).toBe(0);
    expect(readdirSync(join(dir, 'back')).toSorted()).toEqual(['config.xml', 'jobs', 'secrets']);
  });

  test('once, however often the container starts, until it is asked for anew', () => {
    backup(['replace', 'one']);
    put('home/config.xml', '<later/>');
    expect(backup(['replace', 'one']).said).toContain('was restored from one before; nothing is done');
    expect(readFileSync(join(dir, 'home/config.xml'), 'utf8')).toBe('<later/>');
    expect(backup(['replaced']).status).toBe(0);
    expect(backup(['replace', 'one']).status).toBe(0);
    expect(readFileSync(join(dir, 'home/config.xml'), 'utf8')).toBe('<hudson/>');
    expect(kept()).toHaveLength(2);
  });

  test('and begins again where it was killed half-way', () => {
    put('home/.restoring/half', 'x');
    mkdirSync(join(dir, 'home/.before-restore-2026-11-26T00-00-00Z-abcdef'));
    expect(backup(['replace', 'two']).status).toBe(0);
    expect(filesBelow('home').filter((file) => file.endsWith('half'))).toEqual([]);
    expect(kept()).toHaveLength(2);
  });

  test('and leaves the home as it is where there is no such backup, or it is damaged', () => {
    expect(backup(['replace', 'three']).status).toBe(1);
    const [archive = ''] = filesBelow('buckets/one').filter((file) => file.endsWith('.gz'));
    cpSync(script, join(dir, 'buckets/one', archive));
    expect(backup(['replace', 'one']).status).toBe(1);
    expect(readFileSync(join(dir, 'home/config.xml'), 'utf8')).toBe('<broken/>');
    expect(kept()).toEqual([]);
  });
});

test('what was damaged in the bucket is not restored', () => {
  backup(['make']);
  const [archive = ''] = filesBelow('buckets/one').filter((file) => file.endsWith('.gz'));
  cpSync(script, join(dir, 'buckets/one', archive));
  expect(backup(['restore', 'one', join(dir, 'back')]).status).toBe(1);
  expect(filesBelow('back')).toEqual([]);
});
