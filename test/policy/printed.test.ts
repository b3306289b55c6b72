/** The policies in the example settings: printed by the program, and taken by the role that the program asks for. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '../../ts/core/config/parse.ts';
import type { PolicyDocument } from '../../ts/core/policy/document.ts';
import { examplePolicies } from '../../ts/tools/generate/example-policies.ts';
import { allows } from './allows.ts';

const root = join(__dirname, '../..');
const settings = 'orchestration/config/ap-southeast-2';
const config = parseConfig(
  readFileSync(join(root, 'orchestration/promotion.yaml'), 'utf8'),
  'promotion.yaml',
);
const text = (path: string) => readFileSync(join(root, path), 'utf8');

test('each file of the example settings is what the program prints; else: npm run generate', async () => {
  const printed = await examplePolicies(root);
  const there = readdirSync(join(root, settings)).flatMap((stack) => {
    const folder = `${settings}/${stack}/policies`;
    try {
      return readdirSync(join(root, folder)).map((name) => `${folder}/${name}`);
    } catch {
      return [];
    }
  });
  expect(there.sort()).toEqual([...printed.keys()].sort());
  for (const [path, policy] of printed) expect([path, text(path)]).toEqual([path, policy]);
});

test('every environment has a deployer’s role of its own, which its stack makes and the agents may take', () => {
  const agent = JSON.parse(text(`${settings}/jenkins/policies/agent.json`)) as PolicyDocument;
  const roles = config.environments.map(({ name, assumeRole, accountId }) => {
    expect(assumeRole).toBe(`arn:aws:iam::${accountId ?? ''}:role/ecs-promote-${name}`);
    return assumeRole ?? '';
  });
  expect(new Set(roles).size).toBe(5);
  expect(allows(agent, { action: 'sts:AssumeRole', resources: roles, context: {} })).toBe(true);
  for (const role of roles) expect(text(`${settings}/jenkins/variables.tfvars`)).toContain(`"${role}"`);
});

test('the role trusts sessions as the program names them', () => {
  expect(text('orchestration/src/modules/deployer-role/main.tf')).toContain(
    'values   = ["ecs-promote-${var.environment}"]',
  );
  const tools = text('ts/cli/wiring/environment-tools.ts');
  const named = [...tools.matchAll(/assumeRole, sessionName: (.+?) \}/g)].map(([, name]) => name);
  expect(new Set(named)).toEqual(new Set(['`ecs-promote-${name}`']));
});
