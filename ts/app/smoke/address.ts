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
  const headers = Object.entries(check.requestHeaders).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : (variables.get(value.env) ?? ''),
  ]);
  const request = {
    url: check.url,
    headers: Object.fromEntries(headers) as Record<string, string>,
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
