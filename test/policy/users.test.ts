/**
 * No role has an action that nothing uses, and none lacks one that somebody needs: every policy of the stacks against
 * orchestration/roles.yaml, which names who uses each action and how that is known; and that knowledge against what it refers to.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { pushImages } from '../../ts/adapters/ecr/permissions.ts';
import { assumeRoles } from '../../ts/adapters/sts/permissions.ts';
import type { Statement } from '../../ts/core/policy/statement.ts';
import { grantsIn } from '../../ts/tools/infrastructure/grants.ts';

interface Use {
  readonly user: string;
  readonly because: string;
  readonly actions: Readonly<Record<string, string>>;
}

const root = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const grants = grantsIn(join(root, 'orchestration/src'));
const users = parse(read('orchestration/roles.yaml')) as Readonly<Record<string, readonly Use[]>>;
const uses = Object.entries(users).flatMap(([holder, of]) => of.map((use) => ({ holder, ...use })));

const managed = (
  JSON.parse(read('test/policy/managed-policies.json')) as {
    readonly policies: Readonly<Record<string, { readonly actions: readonly string[] }>>;
  }
).policies;

const repository = '123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/web';
const programs: Readonly<Record<string, readonly Statement[]>> = {
  pushImages: pushImages([repository]),
  assumeRoles: assumeRoles(['arn:aws:iam::123456789012:role/ecs-promote-live']),
};

test.each(grants)('$holder has no action that nothing uses, and lacks none', ({ holder, actions }) => {
  const used = (users[holder] ?? []).flatMap((use) => Object.keys(use.actions));
  expect(actions).toEqual([...new Set(used)].sort());
});

test('each user is of a role that is there', () => {
  expect(Object.keys(users).sort()).toEqual(grants.map(({ holder }) => holder).sort());
});

test('what else a role may do is a team’s own to say', () => {
  const elsewhere = grants.filter((grant) => grant.elsewhere.length > 0);
  expect(elsewhere.map(({ holder, elsewhere: policies }) => [holder, ...policies])).toEqual([
    // Files of the configuration, which `ecs-promote policy` prints.
    ['jenkins/aws_iam_role.agent', 'each.value.arn'],
    ['modules/deployer-role/aws_iam_role.this', 'jsonencode(jsondecode(var.policy))'],
    // What the service's own program does.
    ['modules/ecs-service/aws_iam_role.task', 'var.task_policy'],
  ]);
});

test.each(uses)('$holder: $user uses it because of $because', ({ because, actions }) => {
  const [kind = '', name = '', version = ''] = because.split(' ');
  expect(unknown[kind]?.(name, actions, version)).toEqual([]);
});

/** By kind of source: what of the actions it does not bear out. */
const unknown: Readonly<
  Record<string, (name: string, actions: Use['actions'], version: string) => readonly string[]>
> = {
  page: (address, actions) => {
    expect(address).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/[^#]+\.html$/);
    return Object.entries(actions).flatMap(([action, when]) => (when.length < 6 ? [action] : []));
  },
  policy: (name, actions) => {
    const allowed = managed[name]?.actions ?? [];
    return Object.keys(actions).filter(
      (action) =>
        !allowed.some(
          (pattern) =>
            pattern === action || (pattern.endsWith('*') && action.startsWith(pattern.slice(0, -1))),
        ),
    );
  },
  program: (name, actions) => {
    const declared = (programs[name] ?? []).flatMap((statement) => statement.actions);
    expect(declared.toSorted()).toEqual(Object.keys(actions).sort());
    return [];
  },
  file: (path, actions) => {
    const text = existsSync(join(root, path)) ? read(path) : '';
    return Object.entries(actions).flatMap(([action, call]) => (text.includes(call) ? [] : [action]));
  },
  plugin: (name, actions, version) => {
    expect(read('jenkins/controller/plugins.txt').split('\n')).toContain(`${name}:${version}`);
    return Object.entries(actions).flatMap(([action, by]) => (/^[A-Z]\w+[.,]/.test(by) ? [] : [action]));
  },
};
