/** Programs of the workspace. */
export interface Commands {
  /**
   * Runs a program without a shell, with the environment of this process and `environment`, and waits for its end. When its time is up
   * or the signal is aborted it is ended, with all the processes it began.
   *
   * @throws the signal's reason when that was aborted, after the program has ended
   */
  run(command: CommandToRun, signal?: AbortSignal): Promise<CommandEnd>;
}

export interface CommandToRun {
  readonly words: readonly [program: string, ...words: string[]];
  readonly environment: Readonly<Record<string, string>>;
  /** Of real time: it is a process that is waited for, not the deployment. */
  readonly timeoutMilliseconds: number;
}

export interface CommandEnd {
  readonly ended:
    | { readonly by: 'exit'; readonly code: number }
    | { readonly by: 'signal'; readonly signal: string }
    | { readonly by: 'timeout' }
    | { readonly by: 'notStarted'; readonly reason: string };
  readonly milliseconds: number;
  /** The last lines of what it wrote, to stdout and stderr, in the order in which they came. */
  readonly tail: readonly string[];
}
