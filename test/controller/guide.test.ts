import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseConfig } from '../../ts/core/config/parse.ts';
import { jobsOf } from '../../ts/core/jobs/jobs.ts';
import { membersOf } from '../../ts/steps/members.ts';
import { jobsStep } from '../../ts/steps/jobs.ts';
import { statusStep } from '../../ts/steps/status.ts';
import { commandsOf, fencedBlocks } from '../program/fenced-blocks.ts';

/** What docs/controller.md tells people to type and to write. */
const root = join(__dirname, '../..');
const page = 'docs/controller.md';
const text = readFileSync(join(root, page), 'utf8');
const commands = commandsOf(page);

test('each command is one that the tests know', () => {
  const known =
    /^(cd orchestration$|\.\/orchestrate (apply|output) |docker (build|push|compose) |docker exec jenkins node \/opt\/ecs-promote\/current\/bin\/ecs-promote\.cjs doctor$|ecs-promote (jobs|status)\b|jenkins\/controller\/backup\.sh restore )/;
  expect(commands.length).toBeGreaterThan(8);
  expect(commands.filter((command) => !known.test(command))).toEqual([]);
});

test('the stacks that it applies are there', () => {
  const stacks = commands.flatMap((command) => /^\.\/orchestrate \w+ (\S+)/.exec(command)?.[1] ?? []);
  expect([...new Set(stacks)]).toEqual(['state', 'registry', 'jenkins']);
  expect(stacks.filter((stack) => !existsSync(join(root, 'orchestration/src', stack)))).toEqual([]);
});

test('the flags that it gives to the program are its flags', () => {
  const flags = [jobsStep, statusStep].flatMap((step) => membersOf(step).map(({ name }) => name));
  const given = commands
    .filter((command) => command.startsWith('ecs-promote '))
    .flatMap((command) => command.split(' ').filter((word) => word.startsWith('--')));
  const names = given.map((flag) =>
    flag.replace(/^--(no-)?/, '').replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
  );
  expect([...new Set(names)]).toEqual(['out', 'approvals', 'live']);
  expect(names.filter((name) => !flags.includes(name))).toEqual([]);
});

test('what it builds and runs is in the checkout, and so is what it links to', () => {
  const named = commands.flatMap((command) =>
    command.split(' ').filter((word) => word.startsWith('jenkins/')),
  );
  const linked = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, path = '']) => path);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  expect(linked.filter((path) => !existsSync(join(root, dirname(page), path)))).toEqual([]);
});

test('from its configuration follow the jobs that it names', () => {
  const [yaml = ''] = fencedBlocks(page, 'yaml');
  const config = parseConfig(yaml, 'promotion.yaml');
  if (config.jenkins === undefined) throw new Error('it has no jenkins');
  const names = jobsOf(config, config.jenkins, 'ecs-promote-jobs').map(({ name }) => name);
  expect(names).toEqual(['web-build', 'deploy-test', 'deploy-live', 'rollback']);
  for (const name of names) expect(text).toContain(`\`${name}\``);
});
