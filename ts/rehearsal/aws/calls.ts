/** One request to the emulated AWS, as a test sees it. */
export interface RecordedCall {
  /** 1 for the first. */
  readonly sequence: number;
  /** Virtual time, milliseconds since the epoch. */
  readonly at: number;
  readonly service: string;
  readonly operation: string;
  readonly accountId: string;
  readonly region: string;
  readonly input: unknown;
  /** The error's code, where it was answered with one. */
  error?: string;
}

/**
 * Told of every call before it takes effect and after it did, before the answer is sent. What it answers decides about the
 * connection: `drop` cuts it (before: the call has no effect; after: the caller never hears of its effect).
 */
export type CallListener = (call: RecordedCall, phase: 'before' | 'after') => unknown;

/** Everything that was asked of the emulated AWS, in order. */
export class CallLog {
  readonly calls: RecordedCall[] = [];
  private readonly listeners = new Set<CallListener>();

  record(call: Omit<RecordedCall, 'sequence'>): RecordedCall {
    const recorded = { sequence: this.calls.length + 1, ...call };
    this.calls.push(recorded);
    return recorded;
  }

  listen(listener: CallListener): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  /** False when a listener wants the connection cut. */
  async announce(call: RecordedCall, phase: 'before' | 'after'): Promise<boolean> {
    let goOn = true;
    for (const listener of [...this.listeners]) {
      if ((await listener(call, phase)) === 'drop') goOn = false;
    }
    return goOn;
  }
}
