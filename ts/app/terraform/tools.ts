import type { HandedOver } from '../../core/terraform/handed-over.ts';
import type { Options } from '../../core/terraform/options.ts';
import type { ServiceBuildVariables } from '../../core/terraform/builds.ts';
import type { StackName } from '../../core/terraform/request.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Report } from '../../ports/report.ts';
import type { Evidence, StackTree, Terraform, Workplaces } from '../../ports/terraform.ts';

/** What a use case about a stack works with. */
export interface StackTools {
  readonly tree: StackTree;
  readonly workplaces: Workplaces;
  readonly terraform: Terraform;
  readonly evidence: Evidence;
  readonly clock: Clock;
  readonly report: Report;
  readonly interrupted: AbortSignal;
  /** For what must not be printed: secrets, and values of `TF_VAR_…`. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What promotions put into the environments that a stack is; asked only when a plan has something that could move it. */
export type HandOver = () => Promise<readonly HandedOver[]>;

/** What is wanted of a stack. */
export interface StackRequest {
  readonly name: StackName;
  readonly options: Options;
  readonly builds: readonly ServiceBuildVariables[];
  /** How long another's lock, of the stack here or of its state, is waited for. */
  readonly lockWaitMinutes: number;
  /** Null where a promotion plans, which asks the guard itself (`Stack.away`), and where all of it is to go. */
  readonly handOver: HandOver | null;
}

/** No option of Terraform. */
export const noOptions: Options = { init: [], plan: [], apply: [], destroy: false, variables: [] };
