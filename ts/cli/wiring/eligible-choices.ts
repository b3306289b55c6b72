import type * as z from 'zod/mini';
import { openLedger } from '../../adapters/ledger/index.ts';
import type { Choices } from '../../app/choices.ts';
import { listEligibleChoices } from '../../app/eligible-choices.ts';
import type { Config } from '../../core/config/config.ts';
import { parseConfig } from '../../core/config/parse.ts';
import { eligibleChoicesErrors as errors } from '../../core/errors/catalogue/eligible-choices.ts';
import type { ArchivingBuilds } from '../../ports/builds.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { choicesStep } from '../../steps/choices.ts';
import type { Context } from '../context.ts';
import { environmentNamed, withDeployment } from './deployment.ts';

type Input = z.infer<(typeof choicesStep)['input']> & { readonly eligibleFor: string };

/** Where a seed job archives the configuration (`jenkins/controller/seed.Jenkinsfile`). */
const configFile = 'promotion.yaml';

/** `choices --eligible-for`, with the configuration from a file or from the archive of the seed job. */
export async function eligibleChoices(
  input: Input,
  upstream: ArchivingBuilds,
  context: Context,
): Promise<Choices> {
  const { job, limit, result: results, config: file, configFrom, ledger } = input;
  const list = (config: Config, opened: Ledger) =>
    listEligibleChoices(
      { job, limit, results },
      { config, environment: environmentNamed(input.eligibleFor, config) },
      { upstream, ledger: opened, clock: context.clock },
    );
  if (file !== undefined && configFrom === undefined) {
    return withDeployment({ config: file, ledger }, context, (found) => list(found.config, found.ledger));
  }
  if (configFrom === undefined || file !== undefined) {
    const given = [file, configFrom].every((one) => one === undefined) ? [] : ['--config', '--config-from'];
    throw errors.configuration.error({ given });
  }
  return withArchivedConfig({ configFrom, ledger }, upstream, context, list);
}

async function withArchivedConfig(
  { configFrom, ledger: address }: { readonly configFrom: string; readonly ledger?: string | undefined },
  upstream: ArchivingBuilds,
  { clock, cwd, env }: Context,
  work: (config: Config, ledger: Ledger) => Promise<Choices>,
): Promise<Choices> {
  const { builds } = await upstream.newest(configFrom, { limit: 1, results: ['SUCCESS'] });
  const [newest] = builds;
  const text = newest && upstream.archived(configFrom, configFile)(newest.number);
  if (text === undefined) throw errors.notArchived.error({ job: configFrom, file: configFile });
  const config = parseConfig(text, configFile);
  const named = address ?? config.ledger;
  if (named === undefined) throw errors.ledgerNotNamed.error({ job: configFrom });
  const ledger = await openLedger(named, { clock, cwd, env });
  try {
    return await work(config, ledger);
  } finally {
    await ledger.close();
  }
}
