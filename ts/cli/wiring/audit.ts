import type * as z from 'zod/mini';
import { audit } from '../../app/audit.ts';
import type { auditStep } from '../../steps/audit.ts';
import type { Answer, Context } from '../context.ts';
import type { Deployment } from './deployment.ts';
import { archiveIn } from './lineage.ts';

/** A line of JSON for each decision and action, for people and for programs alike: it is read by whatever keeps logs. */
export async function auditAnswer(
  input: z.infer<(typeof auditStep)['input']>,
  { config, ledger }: Pick<Deployment, 'config' | 'ledger'>,
  context: Context,
): Promise<Answer<z.input<(typeof auditStep)['output']>>> {
  const { since = -Infinity, until = Infinity } = {
    since: momentOf(input.since),
    until: momentOf(input.until),
  };
  const jobs = config.environments.map(({ job }) => job);
  const request = { environments: input.environment, since, until, jobs };
  const lines = await audit(request, { ledger, archive: archiveIn(input, context) });
  return {
    output: { lines: [...lines] },
    jsonLines: lines,
    text: lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
  };
}

function momentOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text);
}
