import type { LifecycleHook } from '../appspec/appspec.ts';
import type { ExternalCheck } from '../external/check.ts';
import type { Moment } from '../freeze/moment.ts';

/** `promotion.yaml` after parsing: every default filled in, every reference checked. The YAML's own shape is in `schema.ts`. */
import type { NoticeTarget } from '../notice/notice.ts';
import type { SmokeCheck } from '../smoke/check.ts';

export interface Config {
  readonly version: 1;
  /** Ledger URI as written; undefined means the branch `ecs-promote-ledger` of the repository holding the file. */
  readonly ledger: string | undefined;
  /** In the order of the file. */
  readonly services: readonly Service[];
  readonly environments: readonly Environment[];
  /** Who is told of promotions, in the order of the file. */
  readonly notifications: readonly NoticeTarget[];
  /** What the jobs in Jenkins are made from. */
  readonly jenkins?: JenkinsSettings;
}

/** A file of a git repository, as a Pipeline job takes its Jenkinsfile from. */
export interface JenkinsfileSource {
  readonly repository: string;
  readonly branch: string;
  /** Id of the credentials in Jenkins. */
  readonly credentials: string | null;
  readonly jenkinsfile: string;
}

export interface JenkinsSettings {
  readonly repository: string;
  readonly branch: string;
  readonly credentials: string | null;
  /** Folder in the repository. */
  readonly jenkinsfiles: string;
  readonly startBuilds: 'webhook' | 'polling';
  readonly choices: 'all' | 'eligible';
  readonly keepBuilds: number;
  readonly backup: { readonly at: string; readonly timeZone: string } | null;
  /** Whether there is a job that publishes what runs where. */
  readonly board: boolean;
}

export interface Service {
  readonly name: string;
  /** Jenkins job that builds it (full name, folders with `/`). */
  readonly job: string;
  /** Repository without tag. */
  readonly image: string;
  /** Name of the variable that holds its build, e.g. `SERVICE1_BUILD`. */
  readonly variable: string;
  /** Where its source is; its build job is made by hand without. */
  readonly source?: JenkinsfileSource;
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

export type Strategy = RollingStrategy | NativeStrategy | CodeDeployStrategy;

export interface RollingStrategy {
  readonly type: 'rolling';
}

/** ECS moves traffic from the old to the new tasks by itself (`deploymentConfiguration.strategy`). */
export type NativeStrategy =
  | { readonly type: 'blueGreen'; readonly bakeMinutes: number; readonly pauses: readonly PauseAt[] }
  | {
      readonly type: 'canary';
      readonly percent: number;
      readonly bakeMinutes: number;
      readonly pauses: readonly PauseAt[];
    }
  | {
      readonly type: 'linear';
      readonly stepPercent: number;
      readonly stepBakeMinutes: number;
      readonly bakeMinutes: number;
      readonly pauses: readonly PauseAt[];
    };

export interface CodeDeployStrategy {
  readonly type: 'codeDeploy';
  readonly application: string;
  readonly deploymentGroup: string;
  /** Undefined: the deployment group's. */
  readonly configuration?: string | undefined;
  /** Whether a person must let traffic move: then the deployment group must wait at ready. */
  readonly pause: boolean;
  /** Lambda functions by lifecycle event, for the AppSpec; none of a deployment made by others is kept. */
  readonly hooks: Readonly<Partial<Record<LifecycleHook, string>>>;
}

/** Where a native deployment waits for a decision, and for how long before ECS goes back by itself. */
export interface PauseAt {
  readonly stage: PauseStage;
  /** `checks`: the smoke checks on test traffic; it goes on when all of them pass, and back when one does not. */
  readonly decides: 'person' | 'checks';
  readonly minutes: number;
}

/** Stages at which ECS takes a PAUSE hook (DeploymentLifecycleHook, ECS API reference); `test traffic` has shifted after the fourth. */
export const pauseStages = [
  'RECONCILE_SERVICE',
  'PRE_SCALE_UP',
  'POST_SCALE_UP',
  'POST_TEST_TRAFFIC_SHIFT',
  'PRE_PRODUCTION_TRAFFIC_SHIFT',
  'POST_PRODUCTION_TRAFFIC_SHIFT',
] as const;

export type PauseStage = (typeof pauseStages)[number];

/** Those at which the new tasks have the test traffic. */
export const testTrafficStages: readonly PauseStage[] = [
  'POST_TEST_TRAFFIC_SHIFT',
  'PRE_PRODUCTION_TRAFFIC_SHIFT',
];

export interface Environment {
  readonly name: string;
  /** Jenkins job that deploys to it. */
  readonly job: string;
  /** These upstream environments must have verified a release first; empty for the first environment of the line. */
  readonly promotesFrom: readonly string[];
  /** Whether all of them must have, or any one. */
  readonly fromAll: boolean;
  /** Whether `due` says what may be promoted here, for a job that does so by itself. */
  readonly automatic: boolean;
  /** Whether each line of a list of what may come here says what would move. */
  readonly changesInChoices: boolean;
  /** How long a release must have been verified there. */
  readonly soakMinutes: number;
  /** Environments that a hot fix may skip on its way here; empty: none. */
  readonly hotfixMaySkip: readonly string[];
  /** The freezes that are for it, in the order of the file. */
  readonly freezes: readonly Freeze[];
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
  /** Services by name, a list a wave: the next one begins when every service of the one before has moved. Each service is in one. */
  readonly waves: readonly (readonly string[])[];
  /** How many services of a wave move at the same time; undefined: all of them. */
  readonly parallel: number | undefined;
  readonly settleMinutes: number;
  /** How long one promotion may take before it counts as failed; what it waits for people is not counted. */
  readonly deadlineMinutes: number;
  readonly onFailure: 'rollback' | 'stop';
  readonly onAbort: 'leave' | 'rollback';
  /** Whether the images of a verified release get a tag that life-cycle rules can spare. */
  readonly keepImages: boolean;
  readonly approval: Approval | undefined;
  /** What must be there before services come, the environment's own first. */
  readonly prerequisites: readonly Prerequisite[];
  readonly smoke: readonly SmokeCheck[];
}

/** What services wait for before they come to an environment. */
export type Prerequisite = SchemaPrerequisite | ServicePrerequisite | CheckPrerequisite;

interface NeededBy {
  /** Services by name. */
  readonly neededBy: readonly string[];
  /** Their first build that needs it; undefined: every one. */
  readonly fromBuild: number | undefined;
}

/** The schema that a job has recorded for the database, or a later one. */
export interface SchemaPrerequisite extends NeededBy {
  readonly kind: 'schema';
  readonly database: string;
  readonly schema: number;
}

/** The build of another service, or a later one. */
export interface ServicePrerequisite extends NeededBy {
  readonly kind: 'service';
  readonly service: string;
  readonly build: number;
}

/** Something outside that is asked each time. */
export interface CheckPrerequisite extends NeededBy {
  readonly kind: 'check';
  readonly check: ExternalCheck;
}

/** A time in which nothing is promoted; `from` and `until` both come again likewise, or both once. */
export interface Freeze {
  readonly name: string;
  readonly from: Moment;
  readonly until: Moment;
  /** IANA. */
  readonly timeZone: string;
  /** Undefined: all of them. */
  readonly services: readonly string[] | undefined;
  readonly reason: string | undefined;
  /** As the file has it: `Fri 16:00 – Mon 08:00`. */
  readonly when: string;
}

export interface Approval {
  /** People and groups, as the file names them. */
  readonly from: readonly string[];
  /** Who they are; undefined where the file says of no group who is in it, and only Jenkins knows. */
  readonly people?: readonly string[] | undefined;
  /** How many different people. */
  readonly minimum: number;
  readonly notRequester: boolean;
  /** How long an approval counts; undefined: as long as the plan stays the same. */
  readonly validMinutes?: number | undefined;
}
