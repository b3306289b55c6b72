/** What Secrets Manager holds for one account in one region; by name. */
export interface SecretsState {
  readonly secrets: Map<string, Secret>;
}

export interface Secret {
  readonly name: string;
  readonly arn: string;
  /** Labels by version. Values are nowhere: nobody here reads them. */
  readonly versions: Map<string, readonly string[]>;
  deletedAt: number | undefined;
  policy: string | undefined;
}

export function emptySecrets(): SecretsState {
  return { secrets: new Map() };
}
