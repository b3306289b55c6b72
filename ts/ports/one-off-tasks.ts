/** Tasks that are run once in the cluster of an environment, for what they do and how they end. */
export interface OneOffTasks {
  /** Starts the task; asked again with the same token, answers the one that was started. */
  start(wanted: OneOffTask): Promise<OneOffStart>;

  look(taskArn: string, container: string): Promise<OneOffState>;

  stop(taskArn: string, reason: string): Promise<void>;

  /** The last lines of the container's log; empty where it writes none that can be read. */
  lastLines(started: StartedOneOff, container: string, count: number): Promise<readonly string[]>;
}

export interface OneOffTask {
  /** Network, launch type or capacity providers, and platform version are those of this service. */
  readonly ecsService: string;
  readonly taskDefinition: string;
  readonly container: string;
  /** Null for the one of the task definition. */
  readonly command: readonly string[] | null;
  /** At most 64 characters; RunTask does nothing twice for the same one (`clientToken`, ECS API reference). */
  readonly token: string;
  /** Letters, digits, "-", "/" and "_". */
  readonly startedBy: string;
}

export interface StartedOneOff {
  readonly taskArn: string;
  readonly taskDefinition: string;
}

/** `refused`: there was no place for it, in ECS's words (`RESOURCE:MEMORY`). */
export type OneOffStart = StartedOneOff | { readonly refused: string };

export type OneOffState =
  | { readonly state: 'underWay' }
  | {
      readonly state: 'ended';
      /** Null when the container never ran, or ECS does not say. */
      readonly exitCode: number | null;
      /** Why, in ECS's words. */
      readonly reason: string | null;
    };
