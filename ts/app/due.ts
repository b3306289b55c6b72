import type { CheckPrerequisite, Config, Environment } from '../core/config/config.ts';
import { environmentsBefore } from '../core/config/environments-before.ts';
import { dueIn, type Due } from '../core/due/due.ts';
import type { CheckAnswer } from '../core/external/check.ts';
import type { Fact } from '../core/ledger/fact.ts';
import type { Ledger } from '../ports/ledger.ts';
import { askChecks, type AskingTools } from './ask-checks.ts';
import { factsOf } from './situation.ts';

/** What may come by itself now to each environment that asks for it, in the order of the configuration. Changes nothing. */
export async function due(
  config: Config,
  { ledger, ...tools }: AskingTools & { readonly ledger: Ledger },
): Promise<readonly Due[]> {
  const asking = config.environments.filter(({ automatic }) => automatic);
  const names = asking.flatMap((one) => [one.name, ...environmentsBefore(one, config)]);
  const facts = await factsOf(ledger, [...new Set(names)]);
  const rows: Due[] = [];
  for (const one of asking) rows.push(await dueOf(one, config, facts, tools));
  return rows;
}

/**
 * External checks are asked of the release that everything else lets in, and of no other: each once, so that a slow one is waited for
 * once. What one says of that release holds the older ones, too.
 */
async function dueOf(
  environment: Environment,
  config: Config,
  facts: ReadonlyMap<string, readonly Fact[]>,
  tools: AskingTools,
): Promise<Due> {
  let checks: ReadonlyMap<CheckPrerequisite, CheckAnswer> = new Map();
  for (;;) {
    const { due, asking } = dueIn(environment, config, facts, tools.clock.now(), checks);
    if (asking === null) return due;
    checks = (await askChecks(asking, tools)).checks;
  }
}
