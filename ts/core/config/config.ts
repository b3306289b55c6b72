/** `promotion.yaml` after parsing: every default filled in, every reference checked. The YAML's own shape is in `schema.ts`. */

export interface Config {
  readonly version: 1;
  /** Ledger URI as written; undefined means the branch `ecs-promote-ledger` of the repository holding the file. */
  readonly ledger: string | undefined;
  /** In the order of the file. */
  readonly services: readonly Service[];
  readonly environments: readonly Environment[];
}

export interface Service {
  readonly name: string;
  /** Jenkins job that builds it (full name, folders with `/`). */
  readonly job: string;
  /** Repository without tag. */
  readonly image: string;
  /** Name of the variable that holds its build, e.g. `SERVICE1_BUILD`. */
  readonly variable: string;
}

/** How one service stands in one environment. */
export interface ServiceTarget {
  readonly service: string;
  /** ECS service name, `{environment}` already replaced. */
  readonly ecsService: string;
  readonly container: string;
  readonly strategy: Strategy;
}

export type Engine = 'terraform' | 'ecs';

export type Strategy =
  | { readonly type: 'rolling' }
  | { readonly type: 'blueGreen'; readonly bakeMinutes: number }
  | { readonly type: 'canary'; readonly percent: number; readonly bakeMinutes: number }
  | {
      readonly type: 'linear';
      readonly stepPercent: number;
      readonly stepBakeMinutes: number;
      readonly bakeMinutes: number;
    }
  | {
      readonly type: 'codeDeploy';
      readonly application: string;
      readonly deploymentGroup: string;
      readonly configuration?: string;
    };

export interface Environment {
  readonly name: string;
  /** Jenkins job that deploys to it. */
  readonly job: string;
  /** Any of these upstream environments must have verified a release first; empty for the first environment of the line. */
  readonly promotesFrom: readonly string[];
  readonly engine: Engine;
  readonly region: string;
  readonly accountId: string | undefined;
  readonly assumeRole: string | undefined;
  readonly cluster: string;
  readonly stack: string | undefined;
  /** Present when the environment may be created and destroyed. */
  readonly onDemand: { readonly destroyAt?: string; readonly timeZone?: string } | undefined;
  /** One per service, in the order of `services`. */
  readonly services: readonly ServiceTarget[];
  readonly settleMinutes: number;
  /** How long one promotion may take before it counts as failed. */
  readonly deadlineMinutes: number;
  readonly onFailure: 'rollback' | 'stop';
  readonly onAbort: 'leave' | 'rollback';
  readonly approval: Approval | undefined;
  readonly smoke: readonly SmokeCheck[];
}

export interface Approval {
  readonly from: readonly string[];
  readonly minimum: number;
  readonly notRequester: boolean;
}

export interface SmokeCheck {
  readonly url: string;
  readonly status: number;
}
