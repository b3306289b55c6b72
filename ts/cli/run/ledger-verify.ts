import { verifyLedger } from '../../app/ledger-verify.ts';
import type { VerifiedChain } from '../../core/ledger/verified.ts';
import type { ledgerVerifyStep } from '../../steps/ledger-verify.ts';
import type { Run } from '../context.ts';
import { withDeployment } from '../wiring/deployment.ts';

export const run: Run<typeof ledgerVerifyStep> = (input, context) =>
  withDeployment(input, context, async ({ ledger }) => {
    const noted = new Map(input.noted.map((note) => note.split('=', 2) as [string, string]));
    const found = await verifyLedger(ledger, { environment: input.environment, noted });
    const text = found.length === 0 ? `${ledger.address} holds nothing yet.` : found.map(line).join('\n');
    return { output: { environments: [...found] }, text };
  });

function line({ environment, facts, newest }: VerifiedChain): string {
  const count = `${facts} fact${facts === 1 ? '' : 's'}`;
  return `${environment}: ${count}, every link holds${newest ? `; newest ${newest.at}\n  ${environment}=${newest.sha256}` : ''}`;
}
