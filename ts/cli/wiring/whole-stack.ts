import { join } from 'node:path';
import { applyStack, destroyStack } from '../../app/terraform/apply-stack.ts';
import { PromotedStack } from '../../app/terraform/promoted-stack.ts';
import { noOptions } from '../../app/terraform/tools.ts';
import type { WholeStack } from '../../app/existence/tools.ts';
import type { Config, Environment } from '../../core/config/config.ts';
import { stackOf } from '../../core/terraform/stack-of.ts';
import type { Stack } from '../../ports/stack.ts';
import type { Context } from '../context.ts';
import { stackTools } from './stack-tools.ts';

/** Where the stack is, and what runs it. */
export interface StackPlace {
  /** Folder with src and config, or with `orchestration` in it. */
  readonly root: string;
  readonly terraform?: string | undefined;
  /** Folder for its log; none is kept without. */
  readonly out?: string | undefined;
}

/** How long another run that has the stack or its state is waited for, as `orchestrate` does. */
const lockWaitMinutes = 10;

export async function wholeStack(
  environment: Environment,
  config: Config,
  { root, terraform, out }: StackPlace,
  context: Context,
): Promise<WholeStack> {
  const tools = (command: string) => {
    const evidence = out === undefined ? undefined : { folder: out, name: `${command}-${environment.name}` };
    return stackTools({ root, terraform, evidence }, context);
  };
  const name = stackOf(environment, await tools('').tree.folders());
  const common = { name, options: noOptions, lockWaitMinutes, approvedChanges: null };
  return {
    create: async (builds, handOver) =>
      (await applyStack({ ...common, builds, handOver }, tools('apply'))).applied,
    destroy: async () =>
      (await destroyStack({ ...common, builds: [], handOver: null }, config, tools('destroy'))).applied,
  };
}

/** The same for promotions; it keeps what Terraform says beside the other evidence. */
export function promotedStack(
  environment: Environment,
  config: Config,
  { root, terraform, out }: StackPlace,
  context: Context,
): Stack {
  const evidence = out === undefined ? undefined : { folder: join(out, 'evidence'), name: 'terraform' };
  return new PromotedStack(environment, config, stackTools({ root, terraform, evidence }, context));
}
