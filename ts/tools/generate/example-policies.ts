import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../cli/context.ts';
import { environmentNamed } from '../../cli/wiring/deployment.ts';
import { policyAnswer } from '../../cli/wiring/policy-answer.ts';
import type { Config, Environment } from '../../core/config/config.ts';
import { parseConfig } from '../../core/config/parse.ts';
import type { Surroundings } from '../../core/policy/scope.ts';

const settings = 'orchestration/config/ap-southeast-2';

/** What the variables.tfvars of the stacks app-cluster say of each environment, as AWS would tell it of their services. */
const stacks: Readonly<Record<string, { capacity: readonly string[]; account: string; secret: string }>> = {
  test: { capacity: ['FARGATE_SPOT', 'FARGATE'], account: '123456789012', secret: 'test' },
  beta: { capacity: ['app-cluster-beta-instances'], account: '123456789012', secret: 'beta' },
  // Staging reads Live's.
  staging: { capacity: ['FARGATE'], account: '210987654321', secret: 'live' },
  live: { capacity: ['FARGATE'], account: '210987654321', secret: 'live' },
  sandbox: { capacity: ['FARGATE'], account: '210987654321', secret: 'sandbox' },
};

/**
 * The policies in the example settings of the stacks deployers and jenkins: what `ecs-promote policy` prints for
 * orchestration/promotion.yaml once its environments are there, by path.
 */
export async function examplePolicies(root: string): Promise<ReadonlyMap<string, string>> {
  const file = 'orchestration/promotion.yaml';
  const config = parseConfig(readFileSync(join(root, file), 'utf8'), file);
  const print = async (role: 'deployer' | 'agent', name?: string) => {
    const environment = name === undefined ? undefined : environmentNamed(name, config);
    const wish = { role, environment: name, taskDefinition: [], config: file };
    const { text } = await policyAnswer(wish, config, environment, asMade(config), quiet(root));
    return `${text}\n`;
  };
  const files = new Map([[`${settings}/jenkins/policies/agent.json`, await print('agent')]]);
  for (const { name, accountId } of config.environments) {
    const stack = accountId === '123456789012' ? 'deployers-test' : 'deployers-live';
    files.set(`${settings}/${stack}/policies/${name}.json`, await print('deployer', name));
  }
  return files;
}

/** Names as orchestration/src/modules/ecs-service gives them. */
function asMade({ services }: Config) {
  return ({ name, cluster, services: targets }: Environment): Promise<Surroundings> => {
    const { capacity = [], account = '', secret = '' } = stacks[name] ?? {};
    const definitions = services.map(({ name: service }) => {
      const family = `${cluster}-${service}`;
      const role = (kind: string) => `arn:aws:iam::${account}:role/${family}-${kind}`;
      const valueFrom = `arn:aws:secretsmanager:ap-southeast-2:${account}:secret:${secret}/database-AbCdEf:url::`;
      const log = { 'awslogs-group': `/ecs/${cluster}/${service}`, 'awslogs-region': 'ap-southeast-2' };
      const container = {
        name: service,
        secrets: [{ name: 'DATABASE_URL', valueFrom }],
        logConfiguration: { logDriver: 'awslogs', options: log },
      };
      const roles = { executionRoleArn: role('execution'), taskRoleArn: role('task') };
      return [
        service,
        [{ family, networkMode: 'awsvpc', ...roles, containerDefinitions: [container] }],
      ] as const;
    });
    const shifts = targets.some(({ strategy }) => strategy.type !== 'rolling');
    return Promise.resolve({
      definitions: new Map(definitions),
      checks: [],
      capacityProviders: capacity,
      hookRoles: [],
      traffic: { rules: shifts, listeners: false },
      securityGroups: true,
    });
  };
}

function quiet(cwd: string): Context {
  const unused = new Proxy({}, { get: () => () => undefined });
  return { cwd, report: { line: () => undefined }, clock: unused, env: {} } as unknown as Context;
}
