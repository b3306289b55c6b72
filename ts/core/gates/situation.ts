import type { CheckPrerequisite, Config, Environment } from '../config/config.ts';
import type { CheckAnswer } from '../external/check.ts';
import type { Problem } from '../errors/problem.ts';
import type { EnvironmentState } from '../ledger/environment-state.ts';
import type { CodeDeployGroup, LiveService, TaskDefinition } from '../live/live.ts';
import type { ImageIdentity } from '../release/image.ts';
import type { Release, ReleaseId } from '../release/release.ts';
import type { StackChanges } from '../terraform/stack-changes.ts';
import type { Actor } from '../ledger/fact.ts';
import type { ExceptionName } from './exception-names.ts';

/** Everything a decision about a promotion rests on. Whoever gathers it does the I/O; whoever judges it does none. */
export interface Situation {
  readonly config: Config;
  readonly environment: Environment;
  /** The candidate. */
  readonly release: Release;
  readonly releaseId: ReleaseId;
  readonly servicesHash: string;
  /** What the ledger says of this environment. */
  readonly state: EnvironmentState;
  /** What it says of each environment that lies before this one: those in `promotesFrom`, those before them, and so on. */
  readonly upstream: ReadonlyMap<string, EnvironmentState>;
  /** Every release that the ledger holds for this environment and those before it. */
  readonly known: ReadonlyMap<ReleaseId, Release>;
  /** By service name, for every service of the release that the configuration knows. */
  readonly live: ReadonlyMap<string, LiveTarget>;
  /** What the build's tag names now, by service name; null when the registry has no such tag. */
  readonly images: ReadonlyMap<string, ImageIdentity | null>;
  /** What external checks said; a check that nobody asked does not let services in. */
  readonly checks: ReadonlyMap<CheckPrerequisite, CheckAnswer>;
  readonly request: PromotionRequest;
  /** What Terraform would do, with the engine `terraform`. */
  readonly stack?: StackChanges | undefined;
  /** What of these changes nobody wanted to promote, and would move what was verified last. */
  readonly away?: readonly Problem[] | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface LiveTarget {
  readonly service: LiveService;
  /** What runs now; null for a missing service. */
  readonly current: TaskDefinition | null;
  /** What would be copied: the family's newest revision that this product did not write, else `current`. */
  readonly template: TaskDefinition | null;
  /** The deployment group, where the service's strategy is `codeDeploy`. */
  readonly codeDeploy: CodeDeployGroup | null;
}

/**
 * `promote`: a release comes from upstream. `restart`: the same release anew, services that run it already are deployed again.
 * `rollback`: back to a release that was verified here, with the task definitions that were proven.
 */
export type RequestKind = 'promote' | 'restart' | 'rollback';

export interface PromotionRequest {
  readonly by: Actor;
  readonly reason: string | null;
  readonly kind: RequestKind;
  readonly exceptions: Exceptions;
}

/** Each with the reason why. */
export type Exceptions = Readonly<Partial<Record<ExceptionName, string>>>;
