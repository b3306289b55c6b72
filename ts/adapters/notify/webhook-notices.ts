import { bodyFor } from '../../core/notice/body.ts';
import { targetsOf, type Notice, type NoticeTarget } from '../../core/notice/notice.ts';
import type { Notices, Told } from '../../ports/notices.ts';
import type { Report } from '../../ports/report.ts';

/** A chat that is slow must not hold up a deployment. */
const limitMilliseconds = 3000;
/** Jenkins kills an aborted build after five seconds, and its record comes first. */
const limitAfterInterruptionMilliseconds = 1000;

/**
 * Posts to webhooks, all at once. Addresses and headers are secrets: what went wrong is told in words of ours, because errors of
 * `fetch` repeat the address.
 */
export class WebhookNotices implements Notices {
  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  async send(notice: Notice): Promise<readonly Told[]> {
    const { targets, report } = this.#settings;
    const told = await Promise.all(
      targetsOf(notice, targets).map(async (target) => {
        const failure = await this.#post(target, notice).catch(reasonOf);
        return { address: target.address, failure };
      }),
    );
    for (const { address, failure } of told) {
      if (failure !== null) report.line(`note: ${address} was not told "${notice.event}": ${failure}`);
    }
    return told;
  }

  /** Answers why it did not arrive. */
  async #post(target: NoticeTarget, notice: Notice): Promise<string | null> {
    const { variables, url, interrupted } = this.#settings;
    const address = variables(target.address) ?? '';
    if (address === '') return 'the variable is not set';
    if (!/^https?:\/\/[^/]/.test(address) || !URL.canParse(address))
      return 'the variable holds no http or https address';
    const headers = new Headers({ 'content-type': 'application/json' });
    for (const [name, value] of Object.entries(target.requestHeaders)) {
      const text = typeof value === 'string' ? value : (variables(value.env) ?? '');
      if (text === '') return `the header ${name} has no value`;
      headers.set(name, text);
    }
    const late = AbortSignal.timeout(
      interrupted.aborted ? limitAfterInterruptionMilliseconds : limitMilliseconds,
    );
    const response = await fetch(address, {
      method: 'POST',
      // An address that says where else to go would be handed what was meant for this one.
      redirect: 'manual',
      headers,
      body: JSON.stringify(bodyFor(target, notice, url)),
      signal: interrupted.aborted ? late : AbortSignal.any([late, interrupted]),
    });
    await response.body?.cancel();
    return response.ok ? null : `it answered ${response.status}`;
  }
}

export interface Settings {
  readonly targets: readonly NoticeTarget[];
  /** The value of an environment variable. */
  readonly variables: (name: string) => string | undefined;
  /** Of the Jenkins build. */
  readonly url: string | null;
  readonly report: Report;
  readonly interrupted: AbortSignal;
}

/** Node's own code, such as ECONNREFUSED, and nothing of what was asked. */
function reasonOf(error: unknown): string {
  const { name, cause } = error as { readonly name?: string; readonly cause?: { readonly code?: unknown } };
  if (name === 'TimeoutError') return 'no answer in time';
  const code = cause?.code;
  return typeof code === 'string' && /^[A-Z0-9_]+$/.test(code) ? code : 'the request could not be made';
}
