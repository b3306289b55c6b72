/** Smoke checks of `promotion.yaml` with every default filled in: what a release must pass before it counts as verified. */
export type SmokeCheck = HttpCheck | CommandCheck | TaskCheck;

/**
 * When it runs: `production` after the deployment, on what everyone gets; `testTraffic` while a blue/green deployment pauses and only
 * the test listener leads to the new tasks.
 */
export type SmokeTraffic = 'testTraffic' | 'production';

interface Tried {
  readonly on: SmokeTraffic;
  /** At least 1; a check passes with the first try that does. */
  readonly tries: number;
}

/** A GET, and what its answer must be. */
export interface HttpCheck extends Tried, HttpExpectation {
  readonly kind: 'http';
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, HeaderValue>>;
  readonly timeoutSeconds: number;
}

export interface HttpExpectation {
  /** Any of these. */
  readonly status: readonly number[];
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, TextExpectation>>;
  readonly body: TextExpectation | null;
  /** Until the last byte of the answer is here. */
  readonly withinMilliseconds: number | null;
}

/** Secrets never stand in the file: the value of an environment variable is sent, and masked wherever it would be shown. */
export type HeaderValue = string | { readonly env: string };

export type TextExpectation =
  | { readonly equals: string }
  | { readonly contains: string }
  /** A JavaScript regular expression, with its `u` flag. */
  | { readonly matches: string };

/** A program of the workspace, without a shell; it must exit with 0. */
export interface CommandCheck extends Tried {
  readonly kind: 'command';
  readonly command: readonly [program: string, ...words: string[]];
  readonly timeoutMinutes: number;
}

/** A task that is run once in the environment's cluster with the release's image; its container must exit with 0. */
export interface TaskCheck extends Tried {
  readonly kind: 'task';
  /** The service whose image, network and capacity it runs with. */
  readonly service: string;
  /** A family of its own, whose container gets the release's image; null for the service's task definition. */
  readonly taskDefinition: string | null;
  readonly container: string;
  /** Null for the one of the task definition. */
  readonly command: readonly string[] | null;
  readonly timeoutMinutes: number;
}

/** The names of the environment variables whose values are sent; of anything that may ask an address, smoke checks and others. */
export function variablesOf(
  checks: readonly (
    | { readonly kind: 'http'; readonly requestHeaders: Readonly<Record<string, HeaderValue>> }
    | { readonly kind: 'command' | 'task' }
  )[],
): readonly string[] {
  const values = checks.flatMap((check) =>
    check.kind === 'http' ? Object.values(check.requestHeaders) : [],
  );
  return [...new Set(values.flatMap((value) => (typeof value === 'string' ? [] : [value.env])))];
}
