import type { Strategy } from '../config/config.ts';
import type { ExternalCheck, Given } from '../external/check.ts';
import type { ExceptionName } from '../gates/exception-names.ts';
import type { RequestKind } from '../gates/situation.ts';
import type { StackChanges } from '../terraform/stack-changes.ts';
import type { Digest, ReleaseId } from '../release/release.ts';

/**
 * A plan: the actions, in order, that bring a release into an environment. It is a value: it can be printed, approved, stored,
 * compared and carried out; what the approver saw is what `ts/app/promote.ts` executes, and the hash ties the two.
 */
export interface Plan {
  readonly version: 1;
  readonly kind: RequestKind;
  readonly environment: string;
  readonly cluster: string;
  readonly engine: 'ecs' | 'terraform';
  readonly releaseId: ReleaseId;
  /** The release that was last verified here, to which a failure goes back; null for a first deployment. */
  readonly baseline: ReleaseId | null;
  /** Wave by wave. */
  readonly actions: readonly Action[];
  /** How many services move at the same time; null: all of a wave. */
  readonly parallel: number | null;
  /** What can't be proven, or what a person should know; in the plan's text and in its hash. */
  readonly notes: readonly string[];
  /**
   * SHA-256 of the environment's settings in promotion.yaml, so that an approval is for these and no others. Absent in records of
   * versions before it.
   */
  readonly settings?: string;
  /** What Terraform would do, with the engine `terraform`. */
  readonly terraform?: StackChanges;
  /** Which gates it passes by a person's word; absent where it needs nobody's. */
  readonly exceptions?: readonly Exception[];
  /** What let services in that wait for something outside; absent where nothing was asked, and no part of the plan's hash. */
  readonly checks?: readonly AnsweredCheck[];
}

/** An external check that said yes, so that later someone can see to what and when. */
export interface AnsweredCheck extends Given {
  /** Its name in promotion.yaml. */
  readonly check: string;
  readonly kind: ExternalCheck['kind'];
  /** The address, or the command as one would type it. */
  readonly asked: string;
  /** Those that wait for it. */
  readonly services: readonly string[];
}

/** A gate that would have refused, and who took responsibility for passing it all the same. */
export interface Exception {
  readonly kind: ExceptionName;
  readonly gate: string;
  /** Where that was: this environment, or one that the release passed before. */
  readonly environment: string;
  readonly by: string;
  readonly reason: string;
}

export type Action = DeployAction | KeepAction;

/** Register a task definition with only the image changed, and let the service move to it; with the engine `terraform` its stack does so. */
export interface DeployAction {
  readonly action: 'deploy';
  readonly service: string;
  readonly ecsService: string;
  readonly container: string;
  readonly fromBuild: number | null;
  readonly toBuild: number;
  /** `repository@sha256:…` */
  readonly image: string;
  readonly digest: Digest;
  /** ARN of the task definition that is copied; null where Terraform writes one. */
  readonly template: string | null;
  /** ARN of what runs now; null for a service without a deployment. */
  readonly replaces: string | null;
  /** Members of the template that differ from what runs now, besides the image; names only, never values. */
  readonly alsoChanges: readonly string[];
  /** Null for a service that Terraform is to create. */
  readonly desiredCount: number | null;
  readonly strategy: Strategy;
  /** Minutes that CodeDeploy waits by itself, beyond the time that the configuration gives a promotion. */
  readonly waitMinutes: number;
  /** 1 is the first; a service waits until those of the waves before it have moved. */
  readonly wave: number;
}

/** The service already runs the release's image; it is verified, not touched. */
export interface KeepAction {
  readonly action: 'keep';
  readonly service: string;
  readonly ecsService: string;
  readonly container: string;
  readonly build: number;
  readonly digest: Digest;
  readonly taskDefinition: string;
  readonly desiredCount: number;
}
