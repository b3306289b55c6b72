/** Whose AWS credentials these are. */
export interface Account {
  /** The twelve-digit account id, and the ARN acting in it. */
  whoAmI(): Promise<{ readonly accountId: string; readonly arn: string }>;
}
