import { WebhookNotices } from '../../adapters/notify/webhook-notices.ts';
import type { Config } from '../../core/config/config.ts';
import type { Notices } from '../../ports/notices.ts';
import type { Context } from '../context.ts';

/** Those whom the configuration wants told, with addresses from the environment and a link to this build. */
export function noticesOf({ notifications }: Config, { env, report, interrupted }: Context): Notices {
  return new WebhookNotices({
    targets: notifications,
    variables: (name) => env[name],
    url: env['BUILD_URL'] ?? null,
    report,
    interrupted,
  });
}
