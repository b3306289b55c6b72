import { dirname, resolve } from 'node:path';
import { openLedger, type OpenedLedger } from '../../adapters/ledger/index.ts';
import type { Config, Environment } from '../../core/config/config.ts';
import { environmentErrors } from '../../core/errors/catalogue/environment.ts';
import type { Context } from '../context.ts';
import { ledgerInS3 } from '../part-s3.ts';
import { configuration } from './configuration.ts';

/** The configuration and the ledger that a step about promotions works with. */
export interface Deployment {
  /** The configuration's file, as it was named; the stacks are beside it. */
  readonly file: string;
  readonly config: Config;
  readonly ledger: OpenedLedger;
}

/** Reads the configuration, opens its ledger, and closes it after `work`, however that ends. */
export async function withDeployment<T>(
  input: { readonly config: string; readonly ledger?: string | undefined },
  context: Context,
  work: (deployment: Deployment) => Promise<T>,
): Promise<T> {
  const { clock, cwd, env } = context;
  const file = resolve(cwd, input.config);
  const config = await configuration(input.config, cwd);
  // What a file says is meant from where the file is; what a person types, from where the person is.
  const from = input.ledger === undefined ? dirname(file) : cwd;
  const ledger = await openLedger(input.ledger ?? config.ledger, {
    clock,
    cwd: from,
    env,
    configFile: file,
    s3: (place) => ledgerInS3(place, config.environments[0]?.region ?? 'us-east-1', context),
  });
  try {
    return await work({ file: input.config, config, ledger });
  } finally {
    await ledger.close();
  }
}

/** Errors: `plan-unknown-environment`. */
export function environmentNamed(name: string, config: Config): Environment {
  const environment = config.environments.find((candidate) => candidate.name === name);
  const known = config.environments.map((candidate) => candidate.name);
  if (!environment) throw environmentErrors.unknown.error({ environment: name, known });
  return environment;
}
