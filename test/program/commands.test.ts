import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { systemClock } from '../../ts/adapters/clock/system.ts';
import { openLedger } from '../../ts/adapters/ledger/index.ts';
import { parseConfig } from '../../ts/core/config/parse.ts';
import { environmentState } from '../../ts/core/ledger/environment-state.ts';
import { builtProgram, checkout } from './built-program.ts';
import { commandsOf, fencedBlocks } from './fenced-blocks.ts';
import { startIn } from './process.ts';
import { ended, type Ended } from '../cli/program.ts';

/** What README.md, docs/start.md and docs/configuration.md tell people to type, typed; and what `npm start` leaves, looked at. */
const readme = commandsOf('README.md');
const guide = commandsOf('docs/configuration.md');
const beginning = commandsOf('docs/init.md');
const { scripts, bin } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
  bin: Record<string, string>;
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ecs-promote-commands-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The words that a command gives to the program: `npx ecs-promote` and `npm start` run the launcher of the checkout. */
function wordsOf(command: string): readonly string[] {
  const [launcher = ''] = Object.values(bin);
  const typed = command.replace(/^npm ci && npm start$/, scripts['start'] ?? '').split(' ');
  const known = [`node ${launcher}`, 'npx ecs-promote'].includes(typed.slice(0, 2).join(' '));
  if (!known) throw new Error(`no test knows how to run: ${command}`);
  return typed.slice(2);
}

/** Types a command of a page in an empty folder of that name. */
function type(command: string, name: string): Promise<Ended> {
  const cwd = join(folder, name);
  mkdirSync(cwd, { recursive: true });
  return ended(
    startIn(cwd, builtProgram(), wordsOf(command), { ECS_PROMOTE_RESULT: join(folder, `${name}.json`) }),
  );
}

test('the pages tell these commands, and each of them is typed here', () => {
  expect(readme).toEqual([
    'npm ci && npm start',
    'npx ecs-promote rehearse --fault crash-loop --environment beta',
    'npx ecs-promote --help',
    'npm ci && npm test',
  ]);
  // `npm test` is what runs this test.
  expect(scripts['test']).toBe('tsx ts/tools/test.ts');
  expect(guide).toEqual(['npx ecs-promote status --no-live']);
});

test('npx ecs-promote --help', async () => {
  expect(await type('npx ecs-promote --help', 'help')).toMatchObject({
    code: 0,
    stderr: '',
    stdout: expect.stringContaining('Steps') as string,
  });
}, 120_000);

test('npx ecs-promote rehearse --fault crash-loop --environment beta: what a team would see', async () => {
  const { code, stderr } = await type(readme[1] ?? '', 'fault');
  expect(code).toBe(0);
  expect(stderr).toContain('error promote-deployment-failed');
  expect(stderr).toContain('exit code 5');
  // What `npm start` left in `rehearsal`, and said is there, is still there.
  expect(readdirSync(join(folder, 'fault'))).toEqual(['rehearsal-fault']);
}, 120_000);

test('npx ecs-promote status --no-live checks a file and tells what the ledger knows', async () => {
  const cwd = join(folder, 'status');
  mkdirSync(cwd);
  execFileSync('git', ['init', '--quiet', cwd]);
  writeFileSync(join(cwd, 'promotion.yaml'), fencedBlocks('docs/configuration.md', 'yaml')[0] ?? '');
  const { code, stdout } = await type(guide[0] ?? '', 'status');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^test .*\n[^]*^live /m);
  writeFileSync(join(cwd, 'promotion.yaml'), 'version: 1\nservces: {}\n');
  const { stderr } = await type(guide[0] ?? '', 'status');
  expect(stderr).toMatch(/error config-unknown-key promotion\.yaml:2:1\n.* Did you mean "services"/);
});

test('docs/init.md: a first configuration from flags, and from what a team has', async () => {
  expect(beginning).toEqual([
    'npx ecs-promote init --service web --environment test --environment live --region eu-west-1',
    'npx ecs-promote init --environment test=shop-test@acme-test/eu-west-1 --environment live=shop-live@acme-live/us-east-1',
    'npx ecs-promote init --from tools --dry-run',
    'npx ecs-promote init --from tools',
  ]);
  const [flags = '', accounts = '', look = '', doIt = ''] = beginning;
  const [told] = fencedBlocks('docs/init.md', 'text');
  expect(await type(flags, 'init-flags')).toMatchObject({ code: 0, stdout: told });
  // Nobody is logged in here, so it says of each account why it could not be read. test/init reads two of them.
  const { code, stderr } = await type(accounts, 'init-accounts');
  expect(code).toBe(6);
  for (const place of ['shop-test as acme-test in eu-west-1', 'shop-live as acme-live in us-east-1'])
    expect(stderr).toContain(`The cluster ${place}: `);
  expect(readdirSync(join(folder, 'init-accounts'))).toEqual([]);
  cpSync(join(checkout, 'test/fixtures/init/tools'), join(folder, 'init-tools/tools'), { recursive: true });
  const file = join(folder, 'init-tools/promotion.yaml');
  const [shown] = fencedBlocks('docs/init.md', 'yaml');
  expect((await type(look, 'init-tools')).stdout).toContain(`--- promotion.yaml\n${shown ?? ''}`);
  expect(existsSync(file)).toBe(false);
  expect(await type(doIt, 'init-tools')).toMatchObject({ code: 0 });
  expect(readFileSync(file, 'utf8')).toBe(shown);
}, 120_000);

describe('npm start', () => {
  let runs: readonly { readonly end: Ended; readonly dir: string; readonly output: Journey }[];
  beforeAll(async () => {
    runs = await Promise.all(
      ['first', 'second'].map(async (name) => {
        const end = await type('npm ci && npm start', name);
        const { output } = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as {
          output: Journey;
        };
        return { end, dir: join(folder, name), output };
      }),
    );
  }, 240_000);

  interface Journey {
    readonly releases: readonly string[];
    readonly files: Readonly<Record<string, string>>;
  }

  /** Every file of that name that the first run's builds archived. */
  const archived = (name: RegExp): readonly string[] => {
    const home = join(runs[0]?.dir ?? '', 'rehearsal', 'jenkins-home');
    const found = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((file) =>
      name.test(basename(file)),
    );
    expect(found.length).toBeGreaterThan(3);
    return found.map((file) => join(home, file));
  };
  const sha256 = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

  test('ends well, and the second run has the same releases', () => {
    for (const { end } of runs) expect(end).toMatchObject({ code: 0 });
    expect(runs[1]?.output.releases).toEqual(runs[0]?.output.releases);
    expect(runs[0]?.output.releases).toHaveLength(3);
  });

  test('says where everything is, and there it is', () => {
    for (const { end, dir, output } of runs) {
      for (const where of Object.values(output.files)) {
        expect(end.stdout).toContain(where);
        if (where.startsWith('npx ')) continue;
        if (!where.startsWith('git ')) expect(existsSync(join(dir, where))).toBe(true);
        else
          expect(execFileSync('git', where.split(' ').slice(1), { cwd: dir, encoding: 'utf8' })).toContain(
            'verification live',
          );
      }
    }
  });

  test('archives releases whose SHA-256 is their id', () => {
    const ids = archived(/^release\.json$/).map(sha256);
    const withoutRefused = runs[0]?.output.releases ?? [];
    expect(new Set(ids)).toEqual(new Set(withoutRefused));
  });

  test('archives records that say the same as the result', () => {
    const results = archived(/^promotion\.json$/).map((file) => {
      const { environment, result } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
      return `${environment} ${result}`;
    });
    expect(results.toSorted()).toEqual([
      'beta rolledBack',
      'beta verified',
      'beta verified',
      'live verified',
      'sandbox verified',
      'staging refused',
      'staging verified',
      'staging verified',
      'test verified',
      'test verified',
      'test verified',
    ]);
  });

  test('archives env artifacts that can be read back, and a lineage without a gap', async () => {
    const cwd = join(folder, 'first', 'rehearsal');
    const run = (words: readonly string[]) => ended(startIn(cwd, builtProgram(), words, {}));
    const artifacts = archived(/\.env\.groovy$/);
    const read = await run(['service-env', 'read', '--json', ...artifacts]);
    expect(read.code).toBe(0);
    expect(read.stdout).toContain('$(touch pwned)');
    const lineage = await run(['release', 'lineage', '--dir', 'jenkins-home/jobs']);
    expect(lineage.code).toBe(0);
  });

  test('the command that it names proves the lineage of Live, and finds a byte that is another one', async () => {
    const command =
      Object.values(runs[0]?.output.files ?? {}).find((where) => where.startsWith('npx ')) ?? '';
    const proven = await type(command, 'first');
    expect(proven).toMatchObject({ code: 0, stderr: '' });
    expect(proven.stdout).toMatch(/^live runs release [0-9a-f]{64}\n/);
    expect(proven.stdout).toMatch(/service2 {2}43 [^]*built by service2-build #43 of commit [0-9a-f]{40}\n/);
    expect(proven.stdout).toMatch(
      / live +verified .*promoted by anna in deploy-live #1 +plan \w{7} approved by rita/,
    );
    expect(proven.stdout).toContain(' links hold, none is broken.');
    const release = join(
      folder,
      'first',
      'rehearsal',
      'jenkins-home',
      'jobs/deploy-live/builds/1/archive/release.json',
    );
    const text = readFileSync(release, 'utf8');
    writeFileSync(release, text.replace('"build":43', '"build":44'));
    const altered = await type(command, 'first');
    writeFileSync(release, text);
    expect(altered.code).toBe(3);
    expect(altered.stderr).toContain(
      'deploy-live #1 release.json is not what was recorded: services.service2.build is 44',
    );
  });

  test('audits every decision, with the refusal that only a build archived', async () => {
    const cwd = join(folder, 'first', 'rehearsal', 'deployments');
    const words = ['audit', '--jenkins-home', '../jenkins-home', '--since', '2026-01-01'];
    const { code, stdout } = await ended(startIn(cwd, builtProgram(), words, {}));
    expect(code).toBe(0);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Readonly<Record<string, string>>);
    expect(lines.filter(({ what }) => what === 'approved')).toMatchObject([
      { environment: 'live', who: 'rita' },
    ]);
    expect(lines.filter(({ what }) => what === 'answered')).toMatchObject([
      { environment: 'live', who: 'rita' },
    ]);
    expect(lines.filter(({ what }) => what === 'refused')).toMatchObject([
      { environment: 'staging', detail: expect.stringContaining('gate-verified-upstream') as string },
    ]);
    expect(lines.filter(({ what }) => what === 'promotionEnded').length).toBeGreaterThan(9);
  });

  test('leaves a ledger whose chains hold, with every environment on the last release', async () => {
    const deployments = join(folder, 'first', 'rehearsal', 'deployments');
    const { environments } = parseConfig(
      readFileSync(join(deployments, 'promotion.yaml'), 'utf8'),
      'promotion.yaml',
    );
    const env = { PATH: process.env['PATH'] };
    const ledger = await openLedger(undefined, {
      clock: systemClock,
      cwd: deployments,
      env,
      configFile: join(deployments, 'promotion.yaml'),
    });
    for (const { name } of environments) {
      const state = environmentState(name, await ledger.read(name));
      expect([name, state.running, state.unfinished]).toEqual([name, runs[0]?.output.releases.at(-1), null]);
    }
    await ledger.close();
  });

  test('leaves what a board is made of, with the command of docs/board.md', async () => {
    const [command = ''] = commandsOf('docs/board.md');
    const cwd = join(folder, 'first');
    const { code, stdout } = await ended(startIn(cwd, builtProgram(), wordsOf(command), {}));
    expect({ code, last: stdout.trimEnd().split('\n').at(-1) }).toEqual({
      code: 0,
      last: join('rehearsal', 'board', 'index.html'),
    });
    const page = readFileSync(join(cwd, 'rehearsal', 'board', 'index.html'), 'utf8');
    expect(page).toContain('$(touch pwned)');
    expect(page).toContain('rolled back');
  });

  test('writes down every command with what it printed', () => {
    const log = readFileSync(join(folder, 'first', 'rehearsal', 'commands.log'), 'utf8');
    const commands = log.match(/^\$ ecs-promote .*$/gm) ?? [];
    const exits = log.match(/^exit (\d+)$/gm) ?? [];
    expect(commands.length).toBeGreaterThan(20);
    expect(exits).toHaveLength(commands.length);
    expect(new Set(exits)).toEqual(new Set(['exit 0', 'exit 3', 'exit 5']));
  });

  test('is gone on with as docs/start.md says, and what that shows is seen', async () => {
    const page = 'docs/start.md';
    const [begin, ...commands] = commandsOf(page);
    expect(begin).toBe('npm ci && npm start');
    const cwd = join(folder, 'first', 'shop');
    mkdirSync(cwd);
    const [yaml = ''] = fencedBlocks(page, 'yaml');
    const printed: string[] = [];
    for (const misspelt of [false, true]) {
      writeFileSync(
        join(cwd, 'promotion.yaml'),
        misspelt ? yaml.replace('promotesFrom', 'promoteFrom') : yaml,
      );
      for (const command of misspelt
        ? commands.filter((each) => each.endsWith('shop/promotion.yaml'))
        : commands) {
        const { code, stdout, stderr } = await ended(
          startIn(join(folder, 'first'), builtProgram(), wordsOf(command), {}),
        );
        expect([command, code]).toEqual([command, misspelt ? 4 : 0]);
        printed.push(stdout, stderr);
      }
    }
    const parts = fencedBlocks(page, 'text').flatMap((block) => block.split(/^ *…\n/m));
    const times = (text: string) => text.replaceAll(/T[\d:.]+Z/g, 'T…Z').trim();
    expect(parts.filter((part) => !times(printed.join('\n')).includes(times(part)))).toEqual([]);
    rmSync(cwd, { recursive: true });
  }, 120_000);

  test('runs nothing of a hostile commit message', () => {
    const files = readdirSync(join(folder, 'first'), { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => basename(file) === 'pwned')).toEqual([]);
  });
});
