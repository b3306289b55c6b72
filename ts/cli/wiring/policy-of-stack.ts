import { dirname } from 'node:path';
import { FolderTree } from '../../adapters/terraform/stack-tree.ts';
import { readStack } from '../../app/terraform/prepare.ts';
import type { Environment } from '../../core/config/config.ts';
import { policyOf, type Policy } from '../../core/policy/document.ts';
import { accountOf } from '../../core/policy/scope.ts';
import { s3State, stateAccess } from '../../core/policy/state-access.ts';
import { readHcl } from '../../core/terraform/source.ts';
import { stackOf } from '../../core/terraform/stack-of.ts';
import { rootOf } from './stack-root.ts';

/** Where promotion.yaml is, and the stacks where they are not beside it. */
export interface StackInput {
  readonly config: string;
  readonly root?: string | undefined;
}

export interface StackPolicy {
  readonly policy: Policy;
  /** Of the AWS provider, sorted: what it asks for these is in no policy of ours. */
  readonly types: readonly string[];
}

/**
 * What whoever runs Terraform on the stack of an environment needs for its state. AWS is not asked, nor is Terraform.
 *
 * @throws policy-state-elsewhere, policy-account-unknown, orchestrate-environment-stack, and what is wrong with the tree
 */
export async function stackPolicy(
  environment: Environment,
  { config, root: said = dirname(config) }: StackInput,
  cwd: string,
): Promise<StackPolicy> {
  const { root, named } = rootOf(said, cwd);
  const tree = new FolderTree(root, named);
  const name = stackOf(environment, await tree.folders());
  const { parts } = await readStack(name, tree);
  const place = { region: environment.region, accountId: accountOf(environment) };
  const state = s3State(name.stack, parts[0]?.files ?? []);
  const files = parts.flatMap((part) => part.files).filter(({ path }) => path.endsWith('.tf'));
  const types = files
    .flatMap((file) => readHcl(file).body.blocks)
    .flatMap(({ type, labels: [label = ''] }) =>
      type === 'resource' && label.startsWith('aws_') ? [label] : [],
    );
  return { policy: policyOf(stateAccess(state, place)), types: [...new Set(types)].sort() };
}
