import { dirname } from 'node:path';
import type { ExistenceTools } from '../../app/existence/tools.ts';
import type { Context } from '../context.ts';
import { wholeStack } from '../part-terraform.ts';
import type { Deployment } from './deployment.ts';
import { requireAccount } from './environment-tools.ts';
import { noticesOf } from './notices.ts';
import type { StackPlace } from './whole-stack.ts';

/** The stacks are beside the configuration, unless it is said where they are; nobody touches them with another account's credentials. */
export function existenceTools(
  input: Omit<StackPlace, 'root'> & { readonly root?: string | undefined; readonly config: string },
  { config, ledger }: Deployment,
  context: Context,
): ExistenceTools {
  const { root = dirname(input.config), terraform, out } = input;
  return {
    config,
    ledger,
    clock: context.clock,
    report: context.report,
    notices: noticesOf(config, context),
    stackOf: async (environment) => {
      await requireAccount(environment, context);
      return wholeStack(environment, config, { root, terraform, out }, context);
    },
  };
}
