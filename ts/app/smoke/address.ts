import type { HttpCheck } from '../../core/smoke/check.ts';
import { judgeAnswer } from '../../core/smoke/judge.ts';
import type { Attempt } from './attempt.ts';
import type { SmokeTools } from './tools.ts';

/** Also of a validation function, which nobody interrupts. */
export type AddressTools = Pick<SmokeTools, 'probe' | 'variables'> & {
  readonly interrupted?: AbortSignal;
};

/** Gets the address, once. */
export async function tryAddress(
  check: HttpCheck,
  mask: (text: string) => string,
  { probe, variables, interrupted }: AddressTools,
): Promise<Attempt> {
  const request = {
    url: check.url,
    headers: headersOf(check.requestHeaders, variables),
    timeoutMilliseconds: check.timeoutSeconds * 1000,
  };
  const answer = await probe.get(request, interrupted);
  const { milliseconds } = answer;
  if ('unanswered' in answer) {
    const detail = `does not answer (${answer.unanswered}), not ${check.status.join(' or ')}`;
    return { passed: false, milliseconds, detail, output: [] };
  }
  return { ...judgeAnswer(answer, check, mask), milliseconds, output: [] };
}

/** What is sent, secrets from the environment. */
export function headersOf(
  headers: HttpCheck['requestHeaders'],
  variables: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : (variables.get(value.env) ?? ''),
    ]),
  );
}
