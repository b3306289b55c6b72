/** Asks a running service from outside. */
export interface Probe {
  /** The status of a GET without following redirects; a reason in words when there was no answer in time. */
  status(
    url: string,
    timeoutMilliseconds: number,
    signal?: AbortSignal,
  ): Promise<number | { readonly unanswered: string }>;
}
