/**
 * What people and programs outside are told of a promotion. A refusal and "nothing to do" are no events: nothing happened, and whoever
 * asked sees it in the build.
 */
export const noticeEvents = ['started', 'waiting', 'done', 'failed', 'rolledBack'] as const;
export type NoticeEvent = (typeof noticeEvents)[number];

export interface Notice {
  readonly event: NoticeEvent;
  readonly environment: string;
  /** What happened, in one sentence or a few lines; it may hold other people's text. */
  readonly text: string;
  /** SHA-256 of the release; null where it is about none. */
  readonly releaseId: string | null;
  /** Builds by service; empty where it is about no release. */
  readonly services: Readonly<Record<string, number>>;
  /** Who asked for it. */
  readonly by: string | null;
  readonly reason: string | null;
}

/** Where notices go, as `notifications` of promotion.yaml says, with every default filled in. */
export interface NoticeTarget {
  readonly kind: 'slack' | 'webhook';
  /** Environment variable with the address, which is a secret: whoever knows it can write there. */
  readonly address: string;
  readonly events: readonly NoticeEvent[];
  /** Null: every environment. */
  readonly environments: readonly string[] | null;
  readonly requestHeaders: Readonly<Record<string, string | { readonly env: string }>>;
  /** Template of the JSON that is sent; null: the notice itself. */
  readonly body: Readonly<Record<string, unknown>> | null;
}

/** Targets that want to hear of it, in the order of the file. */
export function targetsOf(
  { event, environment }: Pick<Notice, 'event' | 'environment'>,
  targets: readonly NoticeTarget[],
): readonly NoticeTarget[] {
  return targets.filter(
    ({ events, environments }) => events.includes(event) && (environments?.includes(environment) ?? true),
  );
}
