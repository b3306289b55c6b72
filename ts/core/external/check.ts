import type { HeaderValue } from '../smoke/check.ts';
import { commandLine } from '../smoke/words.ts';

/**
 * Something outside that says whether services may come, as promotion.yaml has it with every default filled in: a change request, an
 * import that is running, the queue of a partner. It is asked for each plan and each promotion; the yes
 * that lets services in stands in the plan, and so in every record of the promotion.
 */
export type ExternalCheck = AddressToAsk | ProgramToAsk;

interface Asked {
  readonly name: string;
  /** Until the whole answer is there, or the program has ended. */
  readonly timeoutSeconds: number;
}

/** A GET without following redirects. */
export interface AddressToAsk extends Asked {
  readonly kind: 'http';
  readonly url: string;
  /** Any of these lets services in. */
  readonly status: readonly number[];
  /** What members of a JSON body must be, by their path: names or places in lists, with dots between. */
  readonly json: Readonly<Record<string, JsonScalar>>;
  readonly requestHeaders: Readonly<Record<string, HeaderValue>>;
}

export type JsonScalar = string | number | boolean;

/** A program of the workspace, without a shell; exit code 0 lets services in, and its last line says why. */
export interface ProgramToAsk extends Asked {
  readonly kind: 'command';
  readonly command: readonly [program: string, ...words: string[]];
}

/** What it said. */
export interface CheckAnswer {
  readonly open: boolean;
  /** Goes on from the address or the command: `answers 503, not 200`. */
  readonly said: string;
  /** When it wants to be asked again, milliseconds since the epoch; null where it does not say. */
  readonly tryAt: number | null;
  /** What came back, for the record; absent where nothing did. */
  readonly given?: Given;
}

export interface Given {
  /** ISO 8601; when the whole answer was there. */
  readonly at: string;
  /** Of HTTP, or the exit code. */
  readonly status: number;
  /** The beginning of the body, or the program's last line, on one line; secrets are hidden. */
  readonly text: string;
}

/** The address, or the command as one would type it. */
export function asked(check: ExternalCheck): string {
  return check.kind === 'http' ? check.url : commandLine(check.command);
}
