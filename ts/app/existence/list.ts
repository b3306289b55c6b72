import type { Environment } from '../../core/config/config.ts';
import { existenceRow, type ExistenceRow } from '../../core/existence/row.ts';
import type { ExistenceTools } from './tools.ts';

/** The environments on demand, in the order of the configuration. */
export function listExistence(
  environments: readonly Environment[],
  { ledger, clock }: Pick<ExistenceTools, 'ledger' | 'clock'>,
): Promise<readonly ExistenceRow[]> {
  return Promise.all(
    environments
      .filter(({ onDemand }) => onDemand)
      .map(async (environment) =>
        existenceRow(environment, await ledger.read(environment.name), clock.now()),
      ),
  );
}
