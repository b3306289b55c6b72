import type { TaskStopCode } from '@aws-sdk/client-ecs';
import type { ZodMiniType } from 'zod/mini';
import type * as z from 'zod/mini';
import type { RecordedCall } from '../calls.ts';
import type { AwsError } from '../protocol/aws-error.ts';
import type { ContainerFacts } from './place.ts';

/** How a container's program ends by itself. */
export interface Exit {
  readonly exitCode: number;
  readonly reason?: string;
  readonly afterSeconds: number;
  readonly logLines: readonly string[];
}

/** Why a task never runs, in the words of ECS and its agent. */
export interface StartFailure {
  /**
   * Where in its life it ends: getting its `network` (PROVISIONING), getting `resources` (secrets, volumes) or its image before the
   * pull is over, or creating the `container` from the pulled image.
   */
  readonly moment: 'network' | 'resources' | 'container';
  /** How long it tries, within this range. */
  readonly seconds: readonly [number, number];
  readonly stopCode: TaskStopCode;
  readonly stoppedReason: string;
  readonly containerReason?: string | undefined;
  /** The service's event says the reason, too. */
  readonly event: string | undefined;
}

/** Why a running task is ended by something outside it. */
export interface TaskEnd {
  readonly afterSeconds: number;
  readonly stopCode: TaskStopCode;
  readonly reason: string;
}

/** What befalls a deployment as a whole, so long after it began. */
export type Befalls = { readonly afterSeconds: number } & (
  { readonly what: 'stop' } | { readonly what: 'scale'; readonly desiredCount: number }
);

/** Why a load balancer's health check of a target fails, in ELB's words. */
export interface TargetFailure {
  readonly reason: 'Target.Timeout' | 'Target.ResponseCodeMismatch' | 'Target.FailedHealthChecks';
  readonly description: string;
}

/** A Lambda function that CodeDeploy calls at a lifecycle event. */
export interface HookFacts {
  readonly event: string;
  readonly lambda: string;
  readonly cluster: string;
  readonly service: string;
}

/** What the function answers, and when; undefined: it never does by itself. */
export interface HookOutcome {
  readonly status: 'Succeeded' | 'Failed' | undefined;
  readonly afterSeconds: number;
}

/** An alarm of a deployment that is under way. */
export interface AlarmFacts {
  readonly cluster: string;
  readonly service: string;
  readonly alarmName: string;
  /** Since the service deployment was created. */
  readonly seconds: number;
}

/** A call of a Lambda lifecycle hook of ECS's own strategies. */
export interface LifecycleHookFacts {
  readonly cluster: string;
  readonly service: string;
  readonly stage: string;
  readonly hookTargetArn: string;
}

export type HookAnswer = 'SUCCEEDED' | 'FAILED' | 'IN_PROGRESS';

/** A fault that is in force, and how often it has struck. */
export interface ActiveFault {
  readonly id: string;
  readonly fault: { readonly kind: string };
  uses: number;
  /** Ids of the tasks it has struck. */
  readonly struck: Set<string>;
}

/** The moments at which the emulator asks whether something goes wrong. A fault answers at the moments it is about. */
export interface Hooks<F> {
  /** A task is to be placed. Answers what the service's event says when there is no place for it; then there is no task. */
  readonly placementFailure?: (
    fault: F,
    container: ContainerFacts,
    active: ActiveFault,
  ) => string | undefined;
  /** A task has been launched. */
  readonly startFailure?: (
    fault: F,
    container: ContainerFacts,
    active: ActiveFault,
  ) => StartFailure | undefined;
  readonly imageGone?: (fault: F, container: ContainerFacts, active: ActiveFault) => boolean;
  /** By how many seconds its pull is longer than others. */
  readonly pullDelay?: (fault: F, container: ContainerFacts, active: ActiveFault) => number | undefined;
  /** A container has started. */
  readonly exit?: (fault: F, container: ContainerFacts, active: ActiveFault) => Exit | undefined;
  /** A task runs; one of an `old` deployment ran already when the present one began. */
  readonly taskEnd?: (
    fault: F,
    container: ContainerFacts,
    active: ActiveFault,
    old: boolean,
  ) => TaskEnd | undefined;
  /** The container's own health check is due. Answers whether it fails. */
  readonly containerUnhealthy?: (fault: F, container: ContainerFacts, active: ActiveFault) => boolean;
  /** The load balancer's health check is due. */
  readonly targetFailure?: (
    fault: F,
    container: ContainerFacts,
    active: ActiveFault,
  ) => TargetFailure | undefined;
  /** A deployment that would run this container begins. */
  readonly befalls?: (fault: F, container: ContainerFacts, active: ActiveFault) => Befalls | undefined;
  readonly hookOutcome?: (fault: F, hook: HookFacts, active: ActiveFault) => HookOutcome | undefined;
  /** ECS looks at an alarm of a deployment. */
  readonly alarm?: (fault: F, facts: AlarmFacts, active: ActiveFault) => true | undefined;
  /** A Lambda lifecycle hook has been called. */
  readonly hookAnswer?: (fault: F, facts: LifecycleHookFacts, active: ActiveFault) => HookAnswer | undefined;
  readonly refusal?: (
    fault: F,
    call: RecordedCall,
    active: ActiveFault,
    query: boolean,
  ) => AwsError | undefined;
}

/** A kind of fault: what can be said of it, and what it does. */
export interface FaultKind<Schema extends ZodMiniType> {
  readonly schema: Schema;
  readonly hooks: Hooks<z.infer<Schema>>;
}

export function defineFault<Schema extends ZodMiniType>(kind: FaultKind<Schema>): FaultKind<Schema> {
  return kind;
}
