import type { ParameterType } from '@aws-sdk/client-ssm';

/** What the Parameter Store holds for one account in one region; by name. Values are nowhere: nobody here reads them. */
export interface SsmState {
  readonly parameters: Map<string, Parameter>;
}

export interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
  readonly version: number;
}

export function emptySsm(): SsmState {
  return { parameters: new Map() };
}
