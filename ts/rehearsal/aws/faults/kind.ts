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

/** Why a load balancer's health check of a target fails, in ELB's words. */
export interface TargetFailure {
  readonly reason: 'Target.Timeout' | 'Target.ResponseCodeMismatch' | 'Target.FailedHealthChecks';
  readonly description: string;
}

/** A fault that is in force, and how often it has struck. */
export interface ActiveFault {
  readonly id: string;
  readonly fault: { readonly kind: string };
  uses: number;
}

/** The moments at which the emulator asks whether something goes wrong. A fault answers at the moments it is about. */
export interface Hooks<F> {
  readonly imageGone?: (fault: F, container: ContainerFacts, active: ActiveFault) => boolean;
  readonly exit?: (fault: F, container: ContainerFacts, active: ActiveFault) => Exit | undefined;
  readonly targetFailure?: (
    fault: F,
    container: ContainerFacts,
    active: ActiveFault,
  ) => TargetFailure | undefined;
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
