import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleConfig } from '../config/example.ts';
import { parseConfig } from '../config/parse.ts';
import { attribute, bodyOf, stringAttribute } from '../terraform/hcl/body.ts';
import { stackConfigs } from './stack-config.ts';

const stack = join(__dirname, '../../../orchestration/src/app-cluster/variables.tf');

const config = parseConfig(
  `version: 1
defaults: { region: eu-west-1, engine: terraform }
services: { web: { image: acme/web }, price-list: { image: acme/prices } }
environments:
  test: { stack: app-cluster-test, onDemand: {} }
  User_Acceptance: { stack: app-cluster-uat, promotesFrom: test, accountId: "111122223333" }
  live: { stack: shop-live, promotesFrom: User_Acceptance }
  there: { stack: app-cluster-there }
`,
  'promotion.yaml',
);
const text = (path: string) =>
  stackConfigs(config, ['app-cluster-there']).files.find(
    (file) => file.path === `orchestration/config/eu-west-1/${path}`,
  )?.text ?? '';

test('every variable that the stack app-cluster must be given is given, and none that it does not have', () => {
  const declared = bodyOf(readFileSync(stack, 'utf8')).blocks.filter(({ type }) => type === 'variable');
  const required = declared
    .filter(({ body }) => attribute(body, 'default') === undefined)
    .map(({ labels: [name = ''] }) => name);
  const given = bodyOf(text('app-cluster-test/variables.tfvars')).attributes.map(({ name }) => name);
  expect(required.length).toBeGreaterThan(5);
  expect(given).toEqual(expect.arrayContaining(required));
  expect(declared.map(({ labels: [name = ''] }) => name)).toEqual(expect.arrayContaining(given));
});

test('names keep to what the stack takes', () => {
  const values = bodyOf(text('app-cluster-uat/variables.tfvars'));
  expect(stringAttribute(values, 'environment')).toMatch(/^[a-z][a-z0-9-]{0,11}$/);
  expect(stringAttribute(values, 'account_id')).toBe('111122223333');
});

test('each environment has its own state and its own addresses', () => {
  const parts = ['test', 'uat'].map((name) => [
    /key += (".*")/.exec(text(`app-cluster-${name}/tf-config.tf`))?.[1],
    /cidr = (".*")/.exec(text(`app-cluster-${name}/variables.tfvars`))?.[1],
  ]);
  expect(new Set(parts.flat()).size).toBe(4);
});

test('a stack of the team’s own, or that is there already, is left to the team', () => {
  const paths = stackConfigs(config, ['app-cluster-there'])
    .files.map(({ path }) => path)
    .join(' ');
  expect(paths).not.toMatch(/shop-live|there/);
  expect(stackConfigs(exampleConfig(), [])).toEqual({ files: [], unknowns: [] });
});
