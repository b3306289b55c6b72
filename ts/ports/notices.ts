import type { Notice } from '../core/notice/notice.ts';

/**
 * Tells those outside what happens, in bounded time. Never rejects: a message that does not arrive is told in the log and changes
 * nothing.
 */
export interface Notices {
  send(notice: Notice): Promise<readonly Told[]>;
}

export interface Told {
  /** The variable that holds the address; never the address. */
  readonly address: string;
  /** Why it did not arrive; null when it did. */
  readonly failure: string | null;
}
