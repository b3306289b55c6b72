/** The tools of agents, on a stand-in for a machine of Amazon Linux 2023. */
import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashicorp, Machine, release, versions } from './machine';

const script = join(__dirname, '../../jenkins/agent-ami/tools.sh');

let folder: string;
let machine: Machine;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agent-tools-'));
  machine = new Machine(folder, script);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('Terraform is verified before anything is installed, packages are named by full version, and what was left is printed', () => {
  expect(machine.run()).toEqual({ status: 0, out: versions, err: '' });
  const from = 'https://releases.hashicorp.com/terraform/1.11.4';
  expect(machine.calls()).toEqual([
    'curl https://www.hashicorp.com/.well-known/pgp-key.txt',
    `curl ${from}/terraform_1.11.4_SHA256SUMS`,
    `curl ${from}/terraform_1.11.4_SHA256SUMS.sig`,
    'gpg --verify',
    `curl ${from}/terraform_1.11.4_linux_amd64.zip`,
    'dnf install nodejs24-24.11.1-1.amzn2023.0.1 nodejs24-npm-11.6.2-1.24.11.1.1.amzn2023.0.1 git-2.50.1-1.amzn2023.0.1 docker-25.0.14-1.amzn2023.0.1 ' +
      'java-21-amazon-corretto-headless-21.0.9+11-1.amzn2023.1 awscli-2-2.30.4-1.amzn2023.0.1 unzip-6.0-57.amzn2023.0.2',
    'unzip',
    'systemctl enable --quiet docker',
    'usermod --append --groups docker ec2-user',
  ]);
  expect(readdirSync(machine.bin)).toEqual(['terraform']);
});

test('a second run changes and fetches nothing, and says the same', () => {
  machine.run();
  const before = statSync(join(machine.bin, 'terraform'));
  expect(machine.run()).toEqual({ status: 0, out: versions, err: '' });
  expect(machine.calls()).toEqual([]);
  expect(statSync(join(machine.bin, 'terraform'))).toMatchObject({
    ino: before.ino,
    mtimeMs: before.mtimeMs,
  });
});

test('on arm64 it takes the archive for arm64', () => {
  machine.say('uname', 'aarch64\n');
  machine.offer('1.11.4', 'arm64', '1.11.4');
  expect(machine.run()).toMatchObject({ status: 0, out: versions });
  expect(machine.calls()).toContain(
    'curl https://releases.hashicorp.com/terraform/1.11.4/terraform_1.11.4_linux_arm64.zip',
  );
});

const otherKey = '91A6E7F85D05C65630BEF18951852D87348FFC4C';

test.each<[string, () => void, string]>([
  [
    'sums that another key has signed',
    () => {
      machine.signedBy(otherKey);
    },
    `are not signed by ${hashicorp}`,
  ],
  [
    'sums whose key has expired',
    () => {
      machine.say('signature', machine.said('signature').replace('GOODSIG', 'EXPKEYSIG'));
    },
    `are not signed by ${hashicorp}`,
  ],
  [
    'sums whose signature is bad',
    () => {
      machine.say('gpg-exit', '1');
    },
    `are not signed by ${hashicorp}`,
  ],
  [
    'an archive with one more byte',
    () => {
      appendFileSync(join(folder, 'state/web/terraform_1.11.4_linux_amd64.zip'), '\n');
    },
    'terraform_1.11.4_linux_amd64.zip is not what HashiCorp signed',
  ],
  [
    'sums that do not name the archive',
    () => {
      machine.say('web/terraform_1.11.4_SHA256SUMS', `${'0'.repeat(64)}  terraform_1.11.4_linux_386.zip\n`);
    },
    'the sums do not name terraform_1.11.4_linux_amd64.zip',
  ],
  [
    'a key that is not there',
    () => {
      machine.without('web/pgp-key.txt');
    },
    'pgp-key.txt cannot be fetched',
  ],
  [
    'a processor without Terraform',
    () => {
      machine.say('uname', 'riscv64\n');
    },
    'there is no Terraform for riscv64',
  ],
  [
    'a machine of another release',
    () => {
      machine.say('installed/system-release', '2023.11.20260526');
    },
    `this machine is of release 2023.11.20260526 and not ${release}`,
  ],
  [
    'another system',
    () => {
      machine.without('installed/system-release');
    },
    'this is not Amazon Linux',
  ],
  [
    'a package that the release does not have',
    () => {
      machine.say('repository', machine.said('repository').replace('nodejs24 ', 'nodejs22 '));
    },
    `Amazon Linux ${release} has no package nodejs24`,
  ],
  [
    'a repository that cannot be read',
    () => {
      machine.without('repository');
    },
    `the packages of ${release} cannot be listed`,
  ],
])('%s: refused, and nothing was installed', (_, spoil, reason) => {
  spoil();
  const { status, out, err } = machine.run();
  expect({ status, out }).toEqual({ status: 1, out: '' });
  expect(err).toContain(reason);
  expect(err).toContain('; nothing was installed\n');
  expect(machine.calls().filter((call) => !/^(?:curl|gpg) /.test(call))).toEqual([]);
  expect(readdirSync(machine.bin)).toEqual([]);
});

test.each<[string, () => void, string]>([
  [
    'a package that is newer than the release has it',
    () => {
      machine.say('instead/git', '2.51.0-1.amzn2023');
    },
    `git is 2.51.0-1.amzn2023 and not 2.50.1-1.amzn2023.0.1, as Amazon Linux ${release} has it`,
  ],
  [
    'a Terraform that calls itself another',
    () => {
      machine.offer('1.11.4', 'amd64', '1.11.3');
    },
    "terraform says 'Terraform v1.11.3' and not 'Terraform v1.11.4'",
  ],
  [
    'another Node first on the PATH',
    () => {
      machine.say('node', 'v20.19.5\n');
      machine.say('keeps-node', '');
    },
    "node says 'v20.19.5' and not v24",
  ],
  [
    'another Java first on the PATH',
    () => {
      machine.say('java', 'openjdk version "17.0.1"\n');
    },
    'java says \'openjdk version "17.0.1"\' and not 21',
  ],
  [
    'the first AWS CLI',
    () => {
      machine.say('aws', 'aws-cli/1.42.0\n');
    },
    "aws says 'aws-cli/1.42.0' and not aws-cli/2",
  ],
  [
    'a docker without buildx',
    () => {
      machine.say('no-buildx', '');
    },
    'docker has no buildx',
  ],
])('%s ends with an error that says both', (_, spoil, reason) => {
  spoil();
  const { status, err } = machine.run();
  expect(status).toBe(1);
  expect(err).toContain(reason);
});

test('where another Node is the active one, the pinned becomes it', () => {
  machine.say('node', 'v20.19.5\n');
  expect(machine.run()).toMatchObject({ status: 0, out: versions });
  expect(machine.calls()).toContain('alternatives --set node /usr/bin/node-24');
});

test('what dnf broke off is finished by the next run, and Terraform is not there before', () => {
  machine.say('dnf-fails', '');
  expect(machine.run()).toMatchObject({
    status: 1,
    err: expect.stringContaining('dnf could not install') as string,
  });
  expect(readdirSync(machine.bin)).toEqual([]);
  machine.without('dnf-fails');
  expect(machine.run()).toMatchObject({ status: 0, out: versions });
});

test('another version of Terraform is replaced', () => {
  machine.run();
  machine.offer('1.12.2', 'amd64', '1.12.2');
  machine.say('web/terraform_1.12.2_SHA256SUMS.sig', 'a signature');
  expect(machine.run('--release', release, '--terraform', '1.12.2')).toMatchObject({
    status: 0,
    out: versions.replace('terraform 1.11.4', 'terraform 1.12.2'),
  });
});

test.each([
  [['--release', 'latest', '--terraform', '1.11.4'], "--release: 'latest' is no release"],
  [['--release', `${release}\nx`, '--terraform', '1.11.4'], 'is no release'],
  [['--release', release, '--terraform', '~> 1.11'], "--terraform: '~> 1.11' is no version"],
  [['--release', release], "--terraform: '' is no version"],
  [['--relase', release], 'there is no option --relase'],
])('called with %j it says how it is called, and ends with 2', (words, reason) => {
  const { status, err } = machine.run(...words);
  expect(status).toBe(2);
  expect(err).toContain(reason);
  expect(machine.calls()).toEqual([]);
});
