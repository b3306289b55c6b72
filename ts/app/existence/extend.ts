import type { Environment } from '../../core/config/config.ts';
import { existenceErrors } from '../../core/errors/catalogue/existence.ts';
import { stateWords } from '../../core/existence/render.ts';
import { existenceRow, type ExistenceRow } from '../../core/existence/row.ts';
import type { ExistenceTools, Wish } from './tools.ts';

/**
 * Keeps an environment on demand until then. The newest lease counts, also where it ends earlier than the one before.
 * Errors: `environment-not-on-demand`, `environment-not-up` for one that is down or was half destroyed.
 *
 * @param until ISO 8601
 */
export async function extendLease(
  environment: Environment,
  { by, reason, until }: Wish & { readonly until: string },
  { ledger, clock }: Pick<ExistenceTools, 'ledger' | 'clock'>,
): Promise<ExistenceRow> {
  const { name, onDemand } = environment;
  if (!onDemand) throw existenceErrors.notOnDemand.error({ environment: name, act: 'kept' });
  const { state } = existenceRow(environment, await ledger.read(name), clock.now());
  if (state === 'down' || state === 'goingDown' || state === 'halfDown') {
    throw existenceErrors.notUp.error({ environment: name, state: stateWords(state) });
  }
  await ledger.append(name, { kind: 'lease', by, until, reason });
  return existenceRow(environment, await ledger.read(name), clock.now());
}
