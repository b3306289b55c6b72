import { failed, ok } from '../preflight/row.ts';
import { satisfies } from '../terraform/version.ts';
import type { DoctorFinding } from './row.ts';

/** What the files of a stack ask for; empty where they say nothing. */
export interface WantedTerraform {
  readonly environment: string;
  readonly stack: string;
  readonly constraints: readonly string[];
}

/** @param version of the Terraform that would be run */
export function judgeTerraform(version: string, wanted: readonly WantedTerraform[]): DoctorFinding {
  const unfit = wanted.flatMap(({ stack, constraints }) =>
    [...new Set(constraints)]
      .filter((constraint) => satisfies(version, constraint) !== true)
      .map((constraint) => `${stack} wants ${constraint}`),
  );
  if (unfit.length > 0)
    return failed(
      'terraform',
      `this is Terraform ${version}, and ${unfit.join(', ')}`,
      'Install what they want (jenkins/agent-ami/tools.sh), or name another one with ECS_PROMOTE_TERRAFORM.',
    );
  return ok('terraform', `${version}, for ${wanted.map(({ environment }) => environment).join(', ')}`);
}
