import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { EnvironmentTools } from '../../ts/app/tools.ts';
import { promotedStack } from '../../ts/cli/wiring/whole-stack.ts';
import type { Environment } from '../../ts/core/config/config.ts';
import { line } from '../../ts/core/gates/example.ts';
import type { Report } from '../../ts/ports/report.ts';
import type { Stack } from '../../ts/ports/stack.ts';
import { stackTree } from '../../ts/rehearsal/terraform/tree.ts';
import type { World } from './world.ts';

/** What makes `test` an environment that Terraform moves. */
export const byTerraform: Partial<Environment> = {
  engine: 'terraform',
  stack: 'appcluster-test',
  onDemand: {},
};

/** The stack of `test` as a team has it, beside the world's ledger; `memory` is something that is no build. */
export function writeStack(world: World, names: readonly string[], memory = 128): void {
  const services = Object.fromEntries(
    names.map((name) => {
      const containerDefinitions = [{ name, image: 'later', memory, essential: true }];
      return [
        name,
        {
          container: name,
          image: 'public.ecr.aws/nginx/nginx:1.29',
          definition: { family: `by-terraform-${name}`, containerDefinitions },
          service: { serviceName: name, desiredCount: 2 },
        },
      ];
    }),
  );
  const state = join(world.dir, 'appcluster-test.tfstate');
  const stack = {
    stack: 'appcluster-test',
    region: 'ap-southeast-2',
    state,
    services,
    node: process.execPath,
  };
  for (const [path, text] of Object.entries(stackTree([stack]))) writeInStack(world, path, text);
}

/** One file of the tree. */
export function writeInStack(world: World, path: string, text: string): void {
  const file = join(world.dir, 'orchestration', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The stack as the program makes it, of the environment in `tools`. The world has to have a server, which Terraform's writer asks. */
export function stackOf(
  world: World,
  tools: EnvironmentTools,
  report: Report,
  more: Readonly<Record<string, string>> = {},
): Stack {
  const env = {
    ...more,
    PATH: process.env['PATH'] ?? '',
    HOME: world.dir,
    AWS_ENDPOINT_URL: world.emulator.url,
    AWS_REGION: 'ap-southeast-2',
    AWS_ACCESS_KEY_ID: 'AKIATEST',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  const context = { ...tools, report, env, cwd: world.dir, version: 'test' };
  const place = { root: world.dir, out: join(world.dir, 'out') };
  return promotedStack(tools.environment, line, place, context);
}
