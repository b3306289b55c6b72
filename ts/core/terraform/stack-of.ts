import type { Environment } from '../config/config.ts';
import { terraformErrors } from '../errors/catalogue/terraform.ts';
import type { Folders, StackName } from './request.ts';

/**
 * The stack of an environment as the tree has it: with the environment's region where there is such a folder, else without.
 * Errors: `orchestrate-environment-stack` for an environment without a stack.
 */
export function stackOf(
  { name, stack, region }: Pick<Environment, 'name' | 'stack' | 'region'>,
  { config }: Folders,
): StackName {
  if (stack === undefined) throw terraformErrors.environmentStack.error({ environment: name });
  const regional = Object.hasOwn(config, region) && config[region]?.includes(stack);
  return { stack, region: regional ? region : null };
}
