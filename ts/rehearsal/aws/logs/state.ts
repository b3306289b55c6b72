/** What CloudWatch Logs holds for one account in one region: groups by name, each with its streams by name. */
export interface LogsState {
  readonly groups: Map<string, LogGroup>;
}

export interface LogGroup {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly streams: Map<string, LogStream>;
}

export interface LogStream {
  readonly name: string;
  readonly createdAt: number;
  readonly lines: LogLine[];
}

export interface LogLine {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly ingestedAt: number;
  readonly message: string;
}

export function emptyLogs(): LogsState {
  return { groups: new Map() };
}
