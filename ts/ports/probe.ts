import type { HttpAnswer } from '../core/smoke/judge.ts';

/** Asks a running service from outside. */
export interface Probe {
  /**
   * The answer to a GET without following redirects; a reason in words when there was none in time. Times are those of the network,
   * in a rehearsal too.
   */
  get(request: ProbeRequest, signal?: AbortSignal): Promise<HttpAnswer | Unanswered>;
}

export interface ProbeRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** For all of it, the body too. */
  readonly timeoutMilliseconds: number;
}

export interface Unanswered {
  readonly unanswered: string;
  readonly milliseconds: number;
}
