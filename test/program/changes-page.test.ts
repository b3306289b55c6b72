import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../ts/adapters/clock/system.ts';
import { openLedger } from '../../ts/adapters/ledger/index.ts';
import { changeWords } from '../../ts/core/changes/words.ts';
import { wasVerified } from '../../ts/core/gates/example.ts';
import { releaseBytes } from '../../ts/core/release/release-id.ts';
import { checkout } from './built-program.ts';
import { commandsOf } from './fenced-blocks.ts';
import { Team } from './team.ts';

/** The commands of docs/changes.md, typed where a team would type them. */
const page = 'docs/changes.md';
const commands = commandsOf(page);

let team: Team;
let commit: string;
beforeAll(async () => {
  team = await Team.start();
  commit = shop('First');
  const last = shop('Second');
  const verified = await team.world.release(90, 41);
  const service1 = { ...(await team.world.build('service1', 91)), commit: last };
  const before = { ...verified.services['service1'], commit } as typeof service1;
  const live = { ...verified, services: { ...verified.services, service1: before } };
  const next = { ...live, services: { ...live.services, service1 } };
  writeFileSync(join(team.dir, 'promotion.yaml'), configuration);
  writeFileSync(join(team.dir, 'release.json'), releaseBytes(next));
  const promotion = { promotion: '01KB0Z3N7V0000000000000000' };
  const ledger = await openLedger(join(team.dir, 'ledger'), { clock: systemClock, cwd: team.dir, env: {} });
  await ledger.append('live', { ...wasVerified(live), ...promotion });
  await ledger.append('staging', { ...wasVerified(next), ...promotion });
  await ledger.close();
}, 60_000);
afterAll(() => team.close());

const image = '123456789012.dkr.ecr.ap-southeast-2.amazonaws.com';
const configuration = `version: 1
ledger: ledger
defaults: { region: ap-southeast-2 }
services:
  service1: { image: ${image}/service1 }
  service2: { image: ${image}/service2 }
environments:
  staging: { cluster: appcluster-staging }
  live: { cluster: appcluster-test, promotesFrom: staging }
`;

/** A commit in the repository beside the team's. */
function shop(subject: string): string {
  const folder = join(team.dir, '..', 'shop');
  const env = { PATH: process.env['PATH'] ?? '', HOME: team.temporary, GIT_CONFIG_NOSYSTEM: '1' };
  const git = (...words: string[]) =>
    execFileSync('git', ['-C', folder, ...words], { env })
      .toString()
      .trim();
  if (!existsSync(folder)) {
    mkdirSync(folder);
    git('init', '--quiet');
  }
  git('-c', 'user.name=Ann', '-c', 'user.email=a@b', 'commit', '--quiet', '--allow-empty', '-m', subject);
  return git('rev-parse', 'HEAD');
}

const type = (command: string, ...more: string[]) =>
  team.run([...command.replace(/^npx ecs-promote /, '').split(' '), ...more]);

const moves = /^ {2}forward {2}service1 {2}90 → 91 /m;

test.each<[string, RegExp]>([
  ['npx ecs-promote diff live staging', moves],
  ['npx ecs-promote diff live live@running', /^ {2}unknown {2}service1 {2}90 → \? /m],
  ['npx ecs-promote diff live release.json', moves],
  [
    'npx ecs-promote diff live staging --repo ../shop --markdown changes.md',
    / {8}\+ [0-9a-f]{7} {2}Ann {2}Second$/m,
  ],
])('%s', async (command, expected) => {
  expect(commands).toContain(command);
  const { code, stdout, stderr } = await type(command);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(expected);
});

test('npx ecs-promote plan --environment live --release release.json --markdown plan.md', async () => {
  const { code, stdout, stderr } = await type(commands[4] ?? '', '--repo', '../shop');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(
    /^ {2}deploy {2}service1 {2}90 → 91 .*\n {20}1 commit\n {22}\+ [0-9a-f]{7} {2}Ann {2}Second$/m,
  );
  const plan = readFileSync(join(team.dir, 'plan.md'), 'utf8');
  expect(plan).toMatch(/^## live: release [0-9a-f]{7}, verified .* → release [0-9a-f]{7}$/m);
  const [, hash = 'no hash'] = /^Plan ([0-9a-f]{64})$/m.exec(stdout) ?? [];
  expect(plan).toContain(`\nPlan \`${hash}\`\n`);
});

test('all of them are typed here, and Markdown was written', () => {
  expect(commands).toHaveLength(5);
  expect(readFileSync(join(team.dir, 'changes.md'), 'utf8')).toMatch(/^- `[0-9a-f]{7}` Second \(Ann\)$/m);
});

test('the page tells every word', () => {
  const text = readFileSync(join(checkout, page), 'utf8');
  for (const word of Object.values(changeWords)) expect(text).toContain(`\`${word}\``);
});

test('the answer for programs is what the step says it is', async () => {
  const { stdout } = await type('diff live staging', '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    from: { environment: 'live' },
    services: [{ service: 'service1', change: 'forward' }, { change: 'same' }],
    short: 'service1 90→91',
  });
});
