import type { Config } from '../core/config/config.ts';
import { environmentsBefore } from '../core/config/environments-before.ts';
import { dueIn, type Due } from '../core/due/due.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import { factsOf } from './situation.ts';

/** What may come by itself now to each environment that asks for it, in the order of the configuration. Changes nothing. */
export async function due(
  config: Config,
  { ledger, clock }: { readonly ledger: Ledger; readonly clock: Clock },
): Promise<readonly Due[]> {
  const asking = config.environments.filter(({ automatic }) => automatic);
  const names = asking.flatMap((one) => [one.name, ...environmentsBefore(one, config)]);
  const facts = await factsOf(ledger, [...new Set(names)]);
  return asking.map((one) => dueIn(one, config, facts, clock.now()));
}
