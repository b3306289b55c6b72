import { orchestrateCallErrors } from './orchestrate-call.ts';
import { stackFilesErrors } from './stack-files.ts';
import { terraformRunsErrors } from './terraform-runs.ts';

/** `orchestrate`: its words, the tree it works on, Terraform, and what a plan may do. */
export const terraformErrors = {
  ...orchestrateCallErrors,
  ...stackFilesErrors,
  ...terraformRunsErrors,
};
