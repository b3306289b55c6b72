import type { Caller } from './caller.ts';
import { operationOf, type Packed, type StructShape } from './protocol/schema.ts';
import type { Enumerations } from './protocol/validate.ts';
import type { Region, World } from './world.ts';

/** What a handler works with. */
export interface Call {
  readonly world: World;
  readonly caller: Caller;
  /** What the caller's account has in the region it calls. */
  readonly region: Region;
}

/** One operation of one service, as data. */
export interface Operation {
  readonly name: string;
  readonly input: StructShape;
  readonly output: StructShape;
  readonly run: (input: unknown, call: Call) => object;
}

/** A service's API: which protocol it speaks and what it can do. */
export interface Api {
  /** As in calls and faults: `ecs`. */
  readonly service: string;
  readonly protocol: JsonProtocol | QueryProtocol | RestProtocol;
  /** Code of the error for a request that breaks the model. */
  readonly validationError: string;
  readonly enumerations: Enumerations;
  readonly operations: readonly Operation[];
}

/** Operations by the header `X-Amz-Target: <target>.<operation>`. */
export interface JsonProtocol {
  readonly kind: 'json';
  readonly target: string;
}

/** Operations by the form's `Action`, services by its `Version` (a date), which differ among the services emulated here. */
export interface QueryProtocol {
  readonly kind: 'query';
  readonly version: string;
  readonly namespace: string;
  /** EC2's dialect of it. */
  readonly ec2?: true;
}

/** Operations by method and path (`s3/request.ts`). */
export interface RestProtocol {
  readonly kind: 'rest';
}

/**
 * The SDK types a required member as `X | undefined`; once a request has been validated it is there.
 */
export type Validated<T> = {
  [K in keyof T]: undefined extends T[K]
    ? object extends Pick<T, K>
      ? T[K]
      : Exclude<T[K], undefined>
    : T[K];
};

/** `schema` is what the SDK client exports for the operation: `CreateService$`. Name, input and output come from there. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- callers name the SDK's type, which checks the handler
export function operation<Input, Output extends object>(
  schema: Packed,
  run: (input: Validated<Input>, call: Call) => Output,
): Operation {
  return { ...operationOf(schema), run: (input, call) => run(input as Validated<Input>, call) };
}
