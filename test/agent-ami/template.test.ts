/** Packer's template: what it names is there, and Packer takes it where it is installed. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const checkout = join(__dirname, '../..');
const folder = join(checkout, 'jenkins/agent-ami');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const agent = read('agent.pkr.hcl');
const variables = read('variables.pkr.hcl');
const all = (pattern: RegExp, text: string) => [...text.matchAll(pattern)].map((match) => match[1] ?? '');

test('each file that it reads or copies is in the checkout', () => {
  const named = all(/(?:source\s*=\s*|file\()"\$\{path\.root\}\/([^"]+)"/g, agent);
  expect(named).toEqual(['../../dist/VERSION', '../../dist', 'tools.sh', 'install.sh']);
  for (const name of named) expect([name, existsSync(join(folder, name))]).toEqual([name, true]);
});

test('each script that it runs was copied to where it runs', () => {
  const copied = all(/destination = "([^"]+)"/g, agent);
  const run = all(/sudo sh (\S+)/g, agent);
  expect(run.map((path) => basename(path))).toEqual(['tools.sh', 'install.sh']);
  expect(run.filter((path) => !copied.includes(path))).toEqual([]);
});

test('tools.sh knows the options that it is called with', () => {
  const options = all(/ (--[a-z]+) /g, /sudo sh \S+tools\.sh.*/.exec(agent)?.[0] ?? '');
  expect(options).toEqual(['--release', '--terraform', '--user']);
  const usage = spawnSync('sh', [join(folder, 'tools.sh'), '--help'], { encoding: 'utf8' }).stdout;
  expect(options.filter((option) => !usage.includes(`  ${option} `))).toEqual([]);
});

test('each variable is used, described, and named by the README; no other is used', () => {
  const declared = all(/^variable "(\w+)"/gm, variables);
  expect([...new Set(all(/var\.(\w+)/g, agent))].sort()).toEqual([...declared].sort());
  expect(all(/^ {2}description = "(.{20,})"$/gm, variables)).toHaveLength(declared.length);
  expect(declared.filter((name) => !read('README.md').includes(`\`${name}\``))).toEqual([]);
});

test('the volume is encrypted, and the metadata of machine and image want a token', () => {
  expect(agent).toMatch(/launch_block_device_mappings \{[^}]*\bencrypted +=\s*true\b/);
  expect(agent).toMatch(/metadata_options \{[^}]*\bhttp_tokens +=\s*"required"/);
  expect(agent).toMatch(/^ {2}imds_support +=\s*"v2\.0"$/m);
});

test('the plugin is pinned to one version', () => {
  expect(read('plugins.pkr.hcl')).toMatch(
    /source +=\s*"github\.com\/hashicorp\/amazon"\s+version = "\d+\.\d+\.\d+"/,
  );
});

const packer = (...words: readonly string[]) =>
  spawnSync('packer', words, { encoding: 'utf8', env: { ...process.env, CHECKPOINT_DISABLE: '1' } });
const version = /^Packer v(\d+)\.(\d+)/.exec(packer('version').stdout)?.slice(1).map(Number);

if (version === undefined) {
  test('Packer is not installed here (Debian package packer): the template is only read', () => {
    expect(agent).toContain('source "amazon-ebs" "agent"');
  });
} else {
  const [major = 0, minor = 0] = version;
  const plugins = major > 1 || minor >= 7;

  test('Packer would format it as it is', () => {
    expect(packer('fmt', '-check', '-diff', folder)).toMatchObject({ status: 0, stdout: '' });
  });

  if (!plugins) withBuiltInPlugin();
  else if (packer('plugins', 'installed').stdout.includes('packer-plugin-amazon')) validates(() => folder);
  else
    test('Packer takes its syntax; more than that needs the plugin, which `packer init` brings', () => {
      expect(packer('validate', '-syntax-only', folder)).toMatchObject({ status: 0 });
    });
}

/** Packer before 1.7 has a plugin of its own: it knows all that the template says but for IMDSv2, which another test reads. */
function withBuiltInPlugin(): void {
  let scratch: string;
  beforeAll(() => {
    scratch = mkdtempSync(join(tmpdir(), 'agent-template-'));
    const copy = join(scratch, 'jenkins/agent-ami');
    mkdirSync(copy, { recursive: true });
    cpSync(join(checkout, 'dist'), join(scratch, 'dist'), { recursive: true });
    for (const name of ['install.sh', 'tools.sh', 'variables.pkr.hcl'])
      cpSync(join(folder, name), join(copy, name));
    const known = agent
      .replace(/^ {2}imds_support .*\n/m, '')
      .replace(/^ {2}metadata_options \{[^}]*\}\n/m, '');
    writeFileSync(join(copy, 'agent.pkr.hcl'), known);
  });
  afterAll(() => {
    rmSync(scratch, { recursive: true });
  });

  validates(() => join(scratch, 'jenkins/agent-ami'));
}

function validates(template: () => string): void {
  const validate = (given: Readonly<Record<string, string>>) => {
    const values = { region: 'eu-central-1', ssh_from: '["203.0.113.7/32"]', ...given };
    const words = Object.entries(values).flatMap(([name, value]) => ['-var', `${name}=${value}`]);
    return packer('validate', ...words, template());
  };

  test.each<[Readonly<Record<string, string>>]>([
    [{}],
    [{ architecture: 'arm64', release: '2023.11.20260526', kernel: '6.1', terraform: '1.16.0' }],
    [
      {
        region: 'us-gov-west-1',
        ssh_interface: 'private_ip',
        subnet_id: 'subnet-1',
        kms_key_id: 'alias/images',
      },
    ],
  ])('Packer validates it with %j', (given) => {
    expect(validate(given)).toMatchObject({ status: 0, stderr: '' });
  });

  test.each([
    ['architecture', 'i386', 'The architecture is x86_64 or arm64.'],
    ['region', 'eu-central-1; reboot', 'The region is a name of AWS'],
    ['release', 'latest', 'and never latest.'],
    ['release', '2023.12.20261112 --user root', 'and never latest.'],
    ['kernel', '*', 'The kernel is a version such as 6.18.'],
    ['terraform', '1.8.5', 'The version of Terraform is 1.9.0 or newer'],
    ['terraform', '', 'The version of Terraform is 1.9.0 or newer'],
    ['ssh_from', '[]', 'The ssh_from names at least one block'],
    ['ssh_from', '["203.0.113.7/32", "0.0.0.0/0"]', 'and not the whole world.'],
    ['ssh_from', '["::/0"]', 'and not the whole world.'],
    ['disk_gib', '4', 'The base image alone needs 8 GiB.'],
    ['ssh_interface', 'session_manager', 'The ssh_interface is public_ip or private_ip.'],
  ])('Packer refuses %s = %s', (name, value, reason) => {
    const { status, stdout, stderr } = validate({ [name]: value });
    expect(status).toBe(1);
    expect(`${stdout}${stderr}`.replace(/\s+/g, ' ')).toContain(reason);
  });
}
