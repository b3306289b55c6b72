/** What IAM holds for one account, the same in all regions. */
export interface IamState {
  /** By name. */
  readonly roles: Map<string, Role>;
}

export interface Role {
  readonly name: string;
  readonly arn: string;
  readonly id: string;
  readonly path: string;
  readonly createdAt: number;
  /** JSON. */
  readonly trustPolicy: string;
  /** JSON by name of the inline policy. */
  readonly policies: Map<string, string>;
}

export function emptyIam(): IamState {
  return { roles: new Map() };
}
