import type { ClockReading } from '../../core/doctor/machine.ts';
import type { Clock } from '../../ports/clock.ts';

/**
 * What time AWS takes it to be: the `Date` of an answer of STS, which every AWS endpoint gives also to a request without a signature. A
 * signed one would not do, because the SDK's clients silently correct their time by the answers that they get.
 *
 * @throws Error without an answer, or without a date in it
 */
export async function awsTime(
  region: string,
  {
    clock,
    signal,
    env,
  }: {
    readonly clock: Clock;
    readonly signal: AbortSignal;
    readonly env: Readonly<Record<string, string | undefined>>;
  },
): Promise<ClockReading> {
  const url = endpointOf(region, env);
  const before = clock.now();
  const answer = await fetch(url, { method: 'HEAD', redirect: 'manual', signal }).catch((error: unknown) => {
    const { message, cause } = error as Error & { cause?: Error };
    throw new Error(`${url}: ${cause?.message ?? message}`, { cause: error });
  });
  const after = clock.now();
  const said = Date.parse(answer.headers.get('date') ?? '');
  if (Number.isNaN(said)) throw new Error(`${url} answers without a date`);
  return { before, after, said };
}

/** As the SDK's clients find it (AWS SDKs and Tools reference guide, "Service-specific endpoints"); China has a domain of its own. */
function endpointOf(region: string, env: Readonly<Record<string, string | undefined>>): string {
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return env['AWS_ENDPOINT_URL_STS'] ?? env['AWS_ENDPOINT_URL'] ?? `https://sts.${region}.${domain}`;
}
