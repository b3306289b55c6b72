import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { doctorCheckIds, doctorChecks } from '../../ts/core/doctor/checks.ts';
import { places, type Place } from '../../ts/core/doctor/place.ts';
import type { DoctorRow } from '../../ts/core/doctor/row.ts';
import { pluginArchive } from './jenkins-home.ts';
import { DoctorWorld, roleOfLive } from './world.ts';

let world: DoctorWorld;
beforeEach(async () => {
  world = await DoctorWorld.start();
});
afterEach(() => world.close());

const notWell = (rows: readonly DoctorRow[]) =>
  rows
    .filter(({ outcome }) => outcome !== 'ok')
    .map(({ subject, check, outcome, what }) => `${subject} ${check} ${outcome}: ${what}`);
const noTerraform = 'machine terraform skipped: no environment here has engine: terraform';
const containing = (lines: readonly string[]): unknown[] =>
  lines.map((line) => expect.stringContaining(line) as string);

/** Of a machine that is well, of each kind. */
const wellOn: Readonly<Record<Place, readonly string[]>> = {
  controller: [],
  laptop: [noTerraform],
  // The emulated user is no role that IAM could be asked about.
  agent: [noTerraform, 'machine agent-permissions skipped: AWS refused iam:SimulatePrincipalPolicy'],
};

test.each(places)('on a %s that is well each of its checks has a row, and none fails', async (on) => {
  const jenkinsHome = on === 'controller' ? world.makeHome() : undefined;
  const { rows, problems, text } = await world.examine({ on, jenkinsHome });
  const asked = doctorCheckIds.filter((check) => doctorChecks[check].on.includes(on));
  expect(doctorCheckIds.filter((check) => rows.some((row) => row.check === check))).toEqual(asked);
  expect(notWell(rows)).toEqual(containing(wellOn[on]));
  expect(problems).toEqual([]);
  expect(text).toMatch(/^Taken for (a controller|an agent|a laptop), because --on says so\.\nmachine\n/);
});

interface Flaw {
  readonly on: Place;
  readonly make: () => unknown;
  /** Besides what is skipped on a machine that is well. */
  readonly found: readonly string[];
  readonly exits: 'doctor-unfit' | 'doctor-unable' | null;
}

const withoutRole = ['role', 'services', 'permissions'].flatMap((check) => [
  `live ${check} skipped: without credentials, or the role, it cannot be asked`,
]);
const file = (name: string) => join(world.dir, name);
const rewrite = (name: string, from: string | RegExp, to: string) => {
  writeFileSync(file(name), readFileSync(file(name), 'utf8').replace(from, to));
};
const factName = () =>
  readdirSync(file('work/ledger/live'))
    .sort()
    .find((name) => name.endsWith('.json')) ?? '';
/** Nothing of these tests is about the second environment. */
const only = { environment: ['live'] };

const flaws: Readonly<Record<string, Flaw>> = {
  'a clock that is slow by seven minutes': {
    on: 'laptop',
    make: () => {
      world.skew = -420_000;
    },
    found: ['machine clock failed: this machine’s clock is 420 s behind AWS’s, and AWS refuses'],
    exits: 'doctor-unable',
  },
  'a program of which a file was changed': {
    on: 'laptop',
    make: () => {
      rewrite('installed/lib/x.cjs', 'code', 'CODE');
    },
    found: ['machine program failed: in '],
    exits: 'doctor-unable',
  },
  'a file that is no part of the program': {
    on: 'laptop',
    make: () => {
      world.write('installed/lib/y.cjs', '');
    },
    found: ['lib/y.cjs is no part of it'],
    exits: 'doctor-unable',
  },
  'an old git': {
    on: 'laptop',
    make: () => {
      world.program('git', 'echo git version 2.25.1');
    },
    found: ['machine git failed: this is git 2.25.1'],
    exits: 'doctor-unable',
  },
  'Docker that does not answer': {
    on: 'agent',
    make: () => {
      world.program('docker', 'echo permission denied >&2; exit 1');
    },
    found: ['machine docker failed: Docker does not answer this user: permission denied'],
    exits: 'doctor-unable',
  },
  'a temporary folder that is not there': {
    on: 'laptop',
    make: () => {
      world.env['TMPDIR'] = file('none');
    },
    found: ['none (temporary files): a part of its path does not exist'],
    exits: 'doctor-unable',
  },
  'an image of another version than the library': {
    on: 'agent',
    make: () => {
      world.write('.cache/ecs-promote/0.9.0+abc/VERSION', '0.9.0+abc\n');
    },
    found: ['machine library failed: builds here use 0.9.0+abc of the library and not 0.0.0+'],
    exits: 'doctor-unfit',
  },
  'a configuration with mistakes': {
    on: 'laptop',
    make: () => {
      rewrite('work/promotion.yaml', 'cluster: appcluster-live,', 'clutser: x, settleMinutes: -1,');
    },
    found: [
      'machine configuration failed: promotion.yaml:7:',
      'machine configuration failed: promotion.yaml:7:',
      ...['terraform', 'ledger', 'ledger-write', 'credentials', 'images', 'role', 'services', 'permissions']
        .filter((check) => check !== 'terraform')
        .map((check) => `machine ${check} skipped: without promotion.yaml it is not known`),
    ],
    exits: 'doctor-unfit',
  },
  'a ledger in which a fact was changed': {
    on: 'laptop',
    make: () => {
      rewrite(`work/ledger/live/${factName()}`, 'anna', 'eve');
    },
    found: ['machine ledger failed: '],
    exits: 'doctor-unable',
  },
  'no ledger, in a folder that is in no git repository': {
    on: 'laptop',
    make: () => {
      rewrite('work/promotion.yaml', 'ledger: ledger\n', '');
    },
    found: [
      'machine ledger failed: No ledger is configured',
      'machine ledger-write skipped: there is no ledger to try',
    ],
    exits: 'doctor-unable',
  },
  'a ledger that may only be read': {
    on: 'laptop',
    make: () => {
      rmSync(file('work/ledger'), { recursive: true });
      const git = (words: string) => `git -c user.name=a -c user.email=a@b -C ${world.dir} ${words}`;
      world.program(
        'make',
        [
          git('init -q --initial-branch=ecs-promote-ledger repo'),
          git('-C repo commit -q --allow-empty -m x'),
          git('-C repo bundle create -q ../only-read.bundle ecs-promote-ledger'),
        ].join(' && '),
      );
      world.run('make');
      rewrite(
        'work/promotion.yaml',
        'ledger: ledger',
        `ledger: "${file('only-read.bundle')}#ecs-promote-ledger"`,
      );
    },
    found: ['machine ledger-write failed: '],
    exits: 'doctor-unable',
  },
  'a key that AWS does not know': {
    on: 'laptop',
    make: () => {
      world.env['AWS_ACCESS_KEY_ID'] = 'AKIAINVALID';
    },
    found: [
      'machine credentials failed: AWS does not accept the credentials for sts:GetCallerIdentity',
      'machine images skipped: without credentials',
      ...withoutRole,
    ],
    exits: 'doctor-unable',
  },
  'credentials that have expired': {
    on: 'laptop',
    make: () => {
      world.env['AWS_ACCESS_KEY_ID'] = 'AKIAEXPIRED';
    },
    found: [
      'machine credentials failed: AWS refused sts:GetCallerIdentity, because the credentials have expired',
      'machine images skipped: without credentials',
      ...withoutRole,
    ],
    exits: 'doctor-unable',
  },
  'a repository that is not there': {
    on: 'laptop',
    make: () => {
      rewrite('work/promotion.yaml', '/service1 }', '/service9 }');
    },
    found: ['machine images failed: There is no ECR repository'],
    exits: 'doctor-unfit',
  },
  'a role that may not be assumed': {
    on: 'laptop',
    make: () => {
      rewrite('work/promotion.yaml', roleOfLive, 'arn:aws:iam::123456789012:role/denied');
    },
    found: ['live role failed: AWS does not let', ...withoutRole.slice(1)],
    exits: 'doctor-unfit',
  },
  'credentials of another account': {
    on: 'laptop',
    make: () => {
      rewrite('work/promotion.yaml', `assumeRole: "${roleOfLive}"`, 'accountId: "210987654321"');
    },
    found: [
      'live role failed: arn:aws:iam::123456789012:user/rehearsal is of account 123456789012, and the configuration says 210987654321',
      'live permissions skipped: AWS refused iam:SimulatePrincipalPolicy (NoSuchEntity',
    ],
    exits: 'doctor-unfit',
  },
  'a cluster that is not there': {
    on: 'laptop',
    make: () => {
      rewrite('work/promotion.yaml', 'cluster: appcluster-live', 'cluster: appcluster-prod');
    },
    found: [
      'live services failed: there is no cluster appcluster-prod',
      'live permissions skipped: what it needs cannot be told: ',
    ],
    exits: 'doctor-unfit',
  },
  'a policy that lacks an action': {
    on: 'laptop',
    make: () => world.allow('ecs:UpdateService'),
    found: [`live permissions failed: ${roleOfLive} is not allowed ecs:UpdateService on arn:aws:ecs:`],
    exits: 'doctor-unfit',
  },
  'a policy without the condition under which roles are passed': {
    on: 'laptop',
    make: () => world.allow('iam:PassRole'),
    found: [`live permissions failed: ${roleOfLive} is not allowed iam:PassRole on arn:aws:iam::`],
    exits: 'doctor-unfit',
  },
  'nobody who may ask IAM': {
    on: 'laptop',
    make: () =>
      void world.aws.emulator.faults.add({ kind: 'accessDenied', action: 'iam:SimulatePrincipalPolicy' }),
    found: [
      'live permissions skipped: AWS does not let arn:aws:iam::123456789012:user/rehearsal do iam:SimulatePrincipalPolicy',
    ],
    exits: null,
  },
  'a plugin that is missing, one that is off, and one that is old': {
    on: 'controller',
    make: () => {
      rmSync(file('home/plugins/lockable-resources.jpi'));
      world.write('home/plugins/ec2.jpi.disabled', '');
      writeFileSync(file('home/plugins/git.jpi'), pluginArchive('git', '5.9.2'));
      writeFileSync(file('home/plugins/job-dsl.jpi'), 'no archive');
    },
    found: [
      'machine plugins failed: git 5.9.2 is older than 5.10.1',
      'machine plugins failed: the manifest in job-dsl.jpi cannot be read',
      'machine plugins failed: lockable-resources is not installed',
      'machine plugins skipped: ec2 is disabled',
    ],
    exits: 'doctor-unfit',
  },
  'a Jenkins that is older than its plugins': {
    on: 'controller',
    make: () => {
      rewrite('home/config.xml', '2.555.3', '2.540');
    },
    found: ['machine jenkins failed: this is Jenkins 2.540, and authorize-project wants 2.541'],
    exits: 'doctor-unfit',
  },
  'a controller that is open': {
    on: 'controller',
    make: () => {
      rewrite('home/config.xml', '<numExecutors>0', '<numExecutors>2');
      rewrite('home/scriptApproval.xml', /<string>.*<\/string>/, '');
      rewrite(
        'home/org.jenkinsci.plugins.workflow.libs.GlobalLibraries.xml',
        '<allowVersionOverride>false',
        '<allowVersionOverride>true',
      );
      world.write(
        'home/javaposse.jobdsl.plugin.GlobalJobDslSecurityConfiguration.xml',
        '<c><useScriptSecurity>false</useScriptSecurity></c>',
      );
      world.write(
        'home/init.groovy.d/csp.groovy',
        'System.setProperty("hudson.model.DirectoryBrowserSupport.CSP", "")',
      );
    },
    found: [
      'machine global-library failed: a Jenkinsfile may choose a branch',
      'machine choice-scripts failed: those of deploy-sandbox are not approved',
      'machine job-dsl failed: its scripts run outside the sandbox',
      'machine built-in-node failed: it has 2 executors',
      'machine content-policy failed: init.groovy.d/csp.groovy opens it',
    ],
    exits: 'doctor-unfit',
  },
};

test.each(Object.entries(flaws))('finds %s, and nothing else', async (_, { on, make, found, exits }) => {
  const jenkinsHome = on === 'controller' ? world.makeHome() : undefined;
  await make();
  const { rows, problems, text } = await world.examine({ on, jenkinsHome, ...only });
  const expected = [
    ...wellOn[on].filter((line) => rows.some((row) => notWell([row]).join().startsWith(line))),
    ...found,
  ];
  const told = notWell(rows);
  for (const line of expected) expect(told).toContainEqual(expect.stringContaining(line));
  expect(told).toHaveLength(expected.length);
  expect(problems[0]?.code ?? null).toBe(exits);
  expect(text).not.toContain('very-secret-indeed');
});

test('a manifest behind everything else in the archive is found, too', async () => {
  const jenkinsHome = world.makeHome();
  writeFileSync(file('home/plugins/git.jpi'), pluginArchive('git', '5.9.2', { manifestFirst: false }));
  const { rows } = await world.examine({ on: 'controller', jenkinsHome });
  expect(notWell(rows)).toEqual(containing(['machine plugins failed: git 5.9.2 is older']));
});

async function silentServer(): Promise<{ readonly url: string; close(): void }> {
  const server = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

test('a network that never answers is a failed line in its time', async () => {
  const silence = await silentServer();
  world.env['AWS_ENDPOINT_URL'] = silence.url;
  const began = performance.now();
  const { rows, problems } = await world.examine({ on: 'laptop', ...only }, { seconds: 1 });
  expect(performance.now() - began).toBeLessThan(4000);
  silence.close();
  expect(notWell(rows)).toEqual(
    containing(
      ['clock', 'credentials', 'images'].map((check) => `machine ${check} failed: no answer within 1 s`),
    )
      .toSpliced(1, 0, noTerraform)
      .concat(
        containing(
          ['role', 'services', 'permissions'].map((check) => `live ${check} failed: no answer within 1 s`),
        ),
      ),
  );
  expect(problems[0]?.code).toBe('doctor-unfit');
});

test('an interruption ends all of it with its reason', async () => {
  const interruption = new AbortController();
  world.signal = interruption.signal;
  const silence = await silentServer();
  world.env['AWS_ENDPOINT_URL'] = silence.url;
  setTimeout(() => {
    interruption.abort(new Error('told to stop'));
  }, 200);
  await expect(world.examine({ on: 'laptop' })).rejects.toThrow('told to stop');
  silence.close();
});

describe('a ledger in S3', () => {
  const s3 = () =>
    new S3Client({
      endpoint: world.aws.emulator.url,
      region: 'ap-southeast-2',
      credentials: { accessKeyId: 'AKIA123456789012TEST', secretAccessKey: 'secret' },
      forcePathStyle: true,
    });
  const ledgerRows = async () => {
    rewrite('work/promotion.yaml', 'ledger: ledger', 'ledger: s3://acme/shop');
    const { rows } = await world.examine({ on: 'laptop', ...only });
    return rows
      .filter(({ check }) => check === 'ledger-write')
      .map(({ outcome, what }) => `${outcome}: ${what}`);
  };

  test('is tried by a write that has to be refused, and stays as it was', async () => {
    await s3().send(new CreateBucketCommand({ Bucket: 'acme' }));
    const name = factName();
    const Body = readFileSync(file(`work/ledger/live/${name}`));
    await s3().send(new PutObjectCommand({ Bucket: 'acme', Key: `shop/live/${name}`, Body }));
    expect(await ledgerRows()).toEqual(['ok: s3://acme/shop takes conditional writes']);
    world.aws.emulator.faults.add({ kind: 'accessDenied', action: 's3:PutObject' });
    rewrite('work/promotion.yaml', 's3://acme/shop', 'ledger');
    expect(await ledgerRows()).toEqual([expect.stringMatching(/^failed: AWS does not let .* s3:PutObject/)]);
  });

  test('that holds nothing yet cannot be tried, and one that is not there is told', async () => {
    expect(await ledgerRows()).toEqual([expect.stringMatching(/^failed: .* S3 knows no bucket acme/)]);
    await s3().send(new CreateBucketCommand({ Bucket: 'acme' }));
    rewrite('work/promotion.yaml', 's3://acme/shop', 'ledger');
    expect(await ledgerRows()).toEqual([
      'skipped: s3://acme/shop holds nothing yet on which a write could be tried',
    ]);
  });
});

test('Terraform has to be of a version that the environments’ stacks and their modules ask for', async () => {
  rewrite('work/promotion.yaml', 'cluster: appcluster-live,', 'engine: terraform, stack: app,');
  world.write(
    'work/src/app/main.tf',
    'terraform { required_version = ">= 1.9" }\nmodule "m" {\n  source = "../modules/m"\n}\n',
  );
  world.write('work/src/modules/m/main.tf', 'terraform { required_version = ">= 1.12" }\n');
  world.write('work/config/app/tf-config.tf', '');
  world.program('terraform', 'echo Terraform v1.11.4');
  const { rows } = await world.examine({ on: 'laptop' });
  expect(notWell(rows)).toContain(
    'machine terraform failed: this is Terraform 1.11.4, and app wants >= 1.12',
  );
});

test('where nothing is configured only the machine is looked at, and what is not is told', async () => {
  rmSync(file('work/promotion.yaml'));
  const { rows, problems } = await world.examine({ on: 'laptop' });
  expect(notWell(rows)).toContain(
    'machine configuration skipped: there is no promotion.yaml here; name it with --config',
  );
  expect(rows.filter(({ what }) => what === 'without promotion.yaml it is not known')).toHaveLength(7);
  expect(problems).toEqual([]);
  const named = await world.examine({ on: 'laptop', config: 'promotion.yaml' });
  expect(named.problems.map(({ code, what }) => `${code} ${what}`)).toEqual([
    expect.stringContaining('doctor-unfit machine, “configuration”: The file promotion.yaml does not exist'),
  ]);
});

test('the password of a ledger’s address is in no row', async () => {
  rewrite('work/promotion.yaml', 'ledger: ledger', 'ledger: "http://anna:hunter2@127.0.0.1:1/ledger.git#b"');
  const { rows, problems, text } = await world.examine({ on: 'laptop', ...only });
  expect(rows.filter(({ outcome }) => outcome === 'failed').map(({ check }) => check)).toEqual([
    'ledger',
    'ledger-write',
  ]);
  expect(JSON.stringify([rows, problems, text])).not.toContain('hunter2');
});

test('nothing stays that was not there before', async () => {
  const before = file('before');
  cpSync(file('work'), before, { recursive: true });
  await world.examine({ on: 'laptop' });
  const list = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  expect(list(file('work'))).toEqual(list(before));
  expect(
    world.aws.emulator.calls
      .map(({ operation }) => operation)
      .filter((name) => /^(Put|Update|Register|Create|Delete|Tag)/.test(name))
      .slice(6),
  ).toEqual([]);
});
