import type { Environment } from '../config/config.ts';
import type { Actor, PromotionIntent } from '../ledger/fact.ts';
import { promotionDisplayName } from '../promotion/display-name.ts';
import type { PromotionRecord } from '../promotion/record.ts';
import type { Release } from '../release/release.ts';
import { releaseId } from '../release/release-id.ts';
import type { Notice, NoticeEvent } from './notice.ts';

/** The first change in AWS is about to be made. */
export function startedNotice({ environment, release, by, reason, plan }: PromotionIntent): Notice {
  const what = { promote: 'is promoted to', restart: 'is deployed anew in', rollback: 'is brought back to' };
  const text = `${promotionDisplayName(release)} ${what[plan.kind]} ${environment} by ${by.name}.`;
  return about('started', environment, release, { by, reason, text });
}

/** People must approve before anything is begun. */
export function approvalNotice(
  { name, approval }: Pick<Environment, 'name' | 'approval'>,
  release: Release,
  request: { readonly by: Actor; readonly reason: string | null },
): Notice {
  const { from = [], minimum = 1 } = approval ?? {};
  const many = minimum === 1 ? 'an approval' : `${minimum} approvals`;
  const text = `${promotionDisplayName(release)} waits for ${many} to go to ${name}, by ${from.join(' or ')}.`;
  return about('waiting', name, release, { ...request, text });
}

/** How it ended, or what it waits for; null where there is nothing to tell. A broken-off promotion is a failure until it is finished. */
export function endNotice(record: PromotionRecord): Notice | null {
  const { environment, release, result, summary, problems, by, reason } = record;
  const event = eventOf[result];
  if (event === null) return null;
  const text = [summary, promotionDisplayName(release), ...problems.map(({ what }) => what)].join('\n');
  return about(event, environment, release, { by, reason, text });
}

const eventOf: Readonly<Record<PromotionRecord['result'], NoticeEvent | null>> = {
  verified: 'done',
  failed: 'failed',
  interrupted: 'failed',
  rolledBack: 'rolledBack',
  awaitingDecision: 'waiting',
  refused: null,
  nothingToDo: null,
};

function about(
  event: NoticeEvent,
  environment: string,
  release: Release,
  { by, reason, text }: { readonly by: Actor; readonly reason: string | null; readonly text: string },
): Notice {
  const services = Object.entries(release.services).map(([name, { build }]) => [name, build] as const);
  return {
    event,
    environment,
    text,
    releaseId: releaseId(release),
    services: Object.fromEntries(services),
    by: by.name,
    reason,
  };
}
