/** The signature of Terraform's sums, by the real gpg and keys that are made here. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashicorp, Machine, versions } from './machine';

const script = join(__dirname, '../../jenkins/agent-ami/tools.sh');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agent-signature-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const hasGpg = spawnSync('gpg', ['--version']).status === 0;

test(
  hasGpg
    ? 'real signatures: of the pinned key it is taken, of another in the same file not'
    : 'gpg is not installed here: its words are only those of the stand-in',
  () => {
    expect(readFileSync(script, 'utf8')).toContain(hashicorp);
    if (!hasGpg) return;
    const [pinned, other] = [makeKey('pinned'), makeKey('other')];
    const pinning = join(folder, 'tools.sh');
    writeFileSync(pinning, readFileSync(script, 'utf8').replace(hashicorp, pinned.fingerprint));
    const machine = new Machine(folder, pinning);
    machine.real('gpg');
    machine.say('web/pgp-key.txt', `${pinned.publicKey}${other.publicKey}`);
    const sums = join(folder, 'state/web/terraform_1.11.4_SHA256SUMS');

    other.sign(sums);
    expect(machine.run()).toMatchObject({
      status: 1,
      err: expect.stringContaining(
        `are not signed by ${pinned.fingerprint}; nothing was installed`,
      ) as string,
    });
    pinned.sign(sums);
    expect(machine.run()).toEqual({ status: 0, out: versions, err: '' });
    // The signature is of other bytes now.
    rmSync(join(machine.bin, 'terraform'));
    appendFileSync(sums, '\n');
    expect(machine.run()).toMatchObject({
      status: 1,
      err: expect.stringContaining('BAD signature') as string,
    });
  },
);

function makeKey(name: string): {
  readonly fingerprint: string;
  readonly publicKey: string;
  sign(file: string): void;
} {
  const home = join(folder, `keys-${name}`);
  mkdirSync(home, { mode: 0o700 });
  const gpg = (...words: readonly string[]) =>
    execFileSync(
      'gpg',
      ['--homedir', home, '--batch', '--passphrase', '', '--pinentry-mode', 'loopback', ...words],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
  gpg('--quick-generate-key', `${name}@example.com`, 'ed25519', 'sign', 'never');
  const fingerprint = /^fpr:+([0-9A-F]{40}):/m.exec(gpg('--with-colons', '--list-keys'))?.[1] ?? '';
  return {
    fingerprint,
    publicKey: gpg('--armor', '--export'),
    sign: (file) => {
      copyFileSync(file, `${file}.signed`);
      gpg('--yes', '--output', `${file}.sig`, '--detach-sign', `${file}.signed`);
    },
  };
}
