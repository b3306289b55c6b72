import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { parseAllDocuments } from 'yaml';

/** jenkins/controller as far as it can be looked at without a Jenkins; `test/groovy-load` runs the Groovy in it. */
const root = join(__dirname, '../..');
const folder = join(root, 'jenkins/controller');
const text = (path: string) => readFileSync(join(folder, path), 'utf8');
const listed = (path: string) => readdirSync(join(folder, path)).map((name) => `${path}/${name}`);
const casc = [...listed('casc'), ...listed('agents')];

interface Casc {
  readonly jenkins?: {
    readonly numExecutors?: number;
    readonly securityRealm?: { readonly local: { readonly allowsSignup: boolean } };
    readonly authorizationStrategy?: { readonly globalMatrix: { readonly entries: readonly Entry[] } };
    readonly clouds?: readonly { readonly amazonEC2: Cloud }[];
  };
}
type Entry = Readonly<Record<string, { readonly name: string; readonly permissions: readonly string[] }>>;
type Cloud = Readonly<Record<string, unknown>> & {
  readonly templates: readonly Record<string, unknown>[];
};

function parsed(path: string): Casc {
  const documents = parseAllDocuments(text(path), { uniqueKeys: true });
  if (!Array.isArray(documents)) throw new Error(`${path} is empty`);
  expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([]);
  expect(documents).toHaveLength(1);
  return documents[0]?.toJS() as Casc;
}

test('the Dockerfile is valid', () => {
  const found = validate(text('Dockerfile'));
  expect(found).toEqual([]);
  expect(validate('FROM\nRNU x\n')).not.toEqual([]);
});

test('the Dockerfile names versions, copies what is there, and does not run as root', () => {
  const lines = text('Dockerfile').split('\n');
  const images = lines.filter((line) => line.startsWith('FROM ')).map((line) => line.split(' ')[1]);
  expect(images).toEqual([
    expect.stringMatching(/^node:\d+\.\d+\.\d+-/),
    expect.stringMatching(/^jenkins\/jenkins:\d+\.\d+\.\d+-lts-jdk\d+$/),
  ]);
  expect(lines.filter((line) => line.startsWith('USER ')).at(-1)).toBe('USER jenkins');
  const copied = lines
    .filter((line) => /^COPY (?!--from)/.test(line))
    .flatMap((line) => line.split(' ').slice(1, -1));
  const paths = copied.filter((word) => !word.startsWith('--'));
  expect(paths.length).toBeGreaterThan(4);
  for (const path of paths)
    expect(() => readdirSync(join(root, path, path.endsWith('/') ? '.' : '..'))).not.toThrow();
});

test('each plugin has one version', () => {
  const plugins = text('plugins.txt')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(plugins.filter((line) => !/^[a-z][a-z0-9-]+:\d[\w.-]*$/.test(line))).toEqual([]);
  const names = plugins.map((line) => line.split(':')[0]);
  expect(names).toEqual([...new Set(names)].toSorted());
  const needed = [
    'copyartifact',
    'lockable-resources',
    'extensible-choice-parameter',
    'pipeline-milestone-step',
    'pipeline-input-step',
    'job-dsl',
    'ec2',
    'configuration-as-code',
    'authorize-project',
    'matrix-auth',
  ];
  expect(needed.filter((name) => !names.includes(name))).toEqual([]);
});

test.each(casc)('%s is YAML', (path) => {
  expect(Object.keys(parsed(path)).length).toBeGreaterThan(0);
});

test('nobody gets in without a password, and only an administrator may do everything', () => {
  const { jenkins } = parsed('casc/jenkins.yaml');
  expect(jenkins).toMatchObject({ numExecutors: 0, securityRealm: { local: { allowsSignup: false } } });
  const entries =
    jenkins?.authorizationStrategy?.globalMatrix.entries.flatMap((entry) => Object.values(entry)) ?? [];
  const may = (permission: RegExp) =>
    entries
      .filter(({ permissions }) => permissions.some((one) => permission.test(one)))
      .map(({ name }) => name);
  expect(entries.map(({ name }) => name)).toEqual(['admin', 'seed', 'authenticated']);
  expect(may(/^Overall\/(?!Read)/)).toEqual(['admin']);
  expect(may(/^Job\/(Configure|Create|Delete)$/)).toEqual(['seed']);
});

test('the approvals are those of the example in test/fixtures/jobs', () => {
  expect(text('casc/approvals.yaml')).toBe(
    readFileSync(join(root, 'test/fixtures/jobs/approvals.yaml'), 'utf8'),
  );
});

/** Attributes of EC2Cloud and SlaveTemplate as the plugin's own tests export them (UnixDataExport.yml), and of its constructors. */
const cloudMembers = [
  'name',
  'region',
  'useInstanceProfileForCredentials',
  'sshKeysCredentialsId',
  'instanceCapStr',
  'templates',
];
const templateMembers = [
  ...[
    'ami',
    'amiType',
    'associateIPStrategy',
    'connectionStrategy',
    'deleteRootOnTermination',
    'description',
  ],
  ...[
    'ebsEncryptRootVolume',
    'hostKeyVerificationStrategy',
    'iamInstanceProfile',
    'idleTerminationMinutes',
    'labelString',
  ],
  ...[
    'metadataEndpointEnabled',
    'metadataHopsLimit',
    'metadataSupported',
    'metadataTokensRequired',
    'mode',
    'numExecutors',
  ],
  ...['remoteAdmin', 'remoteFS', 'securityGroups', 'spotConfig', 'subnetId', 'type'],
];

test.each(['agents/on-demand.yaml', 'agents/spot.yaml'])('%s says only what the EC2 plugin knows', (path) => {
  const cloud = parsed(path).jenkins?.clouds?.[0]?.amazonEC2;
  const [template = {}] = cloud?.templates ?? [];
  expect(Object.keys(cloud ?? {}).filter((name) => !cloudMembers.includes(name))).toEqual([]);
  expect(Object.keys(template).filter((name) => !templateMembers.includes(name))).toEqual([]);
  expect('spotConfig' in template).toBe(path === 'agents/spot.yaml');
  const common = { ...template };
  delete common['spotConfig'];
  expect(common).toEqual(parsed('agents/on-demand.yaml').jenkins?.clouds?.[0]?.amazonEC2.templates[0]);
});

test('every variable of the configuration is required at the start, has a default, or comes from the stack', () => {
  const used = casc.flatMap((path) => [...text(path).matchAll(/\$\{([A-Z_]+)(:-[^}]*)?\}/g)]);
  const bare = [...new Set(used.filter(([, , fallback]) => fallback === undefined).map(([, name]) => name))];
  const stack = readFileSync(join(root, 'orchestration/src/jenkins/main.tf'), 'utf8');
  const given = text('start.sh') + stack;
  // Secrets of the stack, by the names that its README gives them; without them no repository and no agent is reached.
  const secrets = ['GIT_PRIVATE_KEY', 'AGENT_PRIVATE_KEY'];
  expect(bare.filter((name = '') => !new RegExp(`\\b${name}\\b`).test(given)).toSorted()).toEqual(
    secrets.toSorted(),
  );
});

describe('start.sh', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'start-'));
    for (const name of ['jenkins.sh', 'backup.sh']) {
      const print =
        name === 'jenkins.sh'
          ? 'echo "$CASC_JENKINS_CONFIG ${#JENKINS_SEED_PASSWORD} $*"'
          : 'echo "backups $*" >&2; [ "$2" != broken ]';
      writeFileSync(join(dir, name), `#!/bin/sh\n${print}\n`);
      chmodSync(join(dir, name), 0o755);
    }
  });
  afterEach(() => {
    rmSync(dir, { recursive: true });
  });

  const needed = {
    JENKINS_ADMIN_PASSWORD: 'p',
    JENKINS_URL: 'https://jenkins.acme.example/',
    ECS_PROMOTE_REPOSITORY: 'r',
    ECS_PROMOTE_VERSION: 'v1',
    DEPLOYMENTS_REPOSITORY: 'd',
  };
  const start = (env: Readonly<Record<string, string>>) => {
    const path = { PATH: `${dir}:${process.env['PATH'] ?? ''}` };
    return spawnSync(join(folder, 'start.sh'), ['--x'], { encoding: 'utf8', env: { ...path, ...env } });
  };

  test('starts Jenkins with the configuration and a password that nobody knows', () => {
    expect(start(needed)).toMatchObject({ status: 0, stdout: '/usr/share/ecs-promote/casc 44 --x\n' });
  });

  test.each(Object.keys(needed))('does not start without %s', (name) => {
    const ended = start({ ...needed, [name]: '' });
    expect(ended).toMatchObject({ status: 1, stdout: '' });
    expect(ended.stderr).toBe(`start.sh: ${name} is not set; nothing was started.\n`);
  });

  test.each([
    ['no', 'on-demand'],
    ['yes', 'spot'],
  ])('with AGENT_SPOT=%s it buys agents as in agents/%s.yaml', (spot, file) => {
    const { stdout } = start({ ...needed, AGENT_AMI: 'ami-1', AGENT_SPOT: spot });
    expect(stdout).toContain(`,/usr/share/ecs-promote/agents/${file}.yaml 44`);
    expect(start({ ...needed, AGENT_AMI: 'ami-1', AGENT_SPOT: 'maybe' }).status).toBe(1);
  });

  test('makes backups where there are buckets', () => {
    expect(start({ ...needed, BACKUP_BUCKETS: 'one two' }).stderr).toBe('backups replaced\nbackups daily\n');
    expect(start(needed).stderr).toBe('backups replaced\n');
  });

  test('restores a backup before it starts, and does not start where that fails', () => {
    const restored = start({ ...needed, RESTORE_FROM: 'one backups/2026.tar.gz' });
    expect(restored).toMatchObject({ status: 0, stderr: 'backups replace one backups/2026.tar.gz\n' });
    expect(start({ ...needed, RESTORE_FROM: 'broken' })).toMatchObject({ status: 1, stdout: '' });
  });
});

test.each(['start.sh', 'backup.sh'])('%s is a shell script without mistakes of syntax', (path) => {
  expect(spawnSync('sh', ['-n', join(folder, path)], { encoding: 'utf8' })).toMatchObject({
    status: 0,
    stderr: '',
  });
});
