import { dirname, resolve } from 'node:path';
import type { Clock } from '../../ports/clock.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { defaultBranch, parseLedgerAddress } from './address.ts';
import { directoryLedger } from './directory.ts';
import { gitLedger } from './git.ts';
import type { Environment } from './git-program.ts';
import { homeRepository } from './home-repository.ts';

export interface OpenedLedger extends Ledger {
  /** Removes what was fetched. The ledger can be used again afterwards; it is only slower. */
  close(): Promise<void>;
}

export interface LedgerSurroundings {
  readonly clock: Clock;
  /** Relative paths in the address start here. */
  readonly cwd: string;
  /** The process's environment, which git gets. */
  readonly env: Environment;
  /** Where the configuration was read from; without an address the ledger is a branch of the repository that holds it. */
  readonly configFile?: string | undefined;
  /** Opens one in S3, whose client is in a part of its own; a caller without it opens none. */
  readonly s3?: (place: { readonly bucket: string; readonly prefix: string }) => Ledger;
}

/**
 * Opens the ledger at an address of the forms that `parseLedgerAddress` names. Nothing is fetched yet, so an address that leads
 * nowhere shows with the first question.
 * Errors: `ledger-address-unknown`, `ledger-not-configured`, and what git fails with.
 */
export async function openLedger(
  address: string | undefined,
  { clock, cwd, env, configFile, s3 }: LedgerSurroundings,
): Promise<OpenedLedger> {
  if (address === undefined || address === '') {
    const folder = configFile === undefined ? cwd : dirname(resolve(cwd, configFile));
    const remote = await homeRepository(folder, env);
    return gitLedger({ remote, branch: defaultBranch }, { clock, environment: env });
  }
  const place = parseLedgerAddress(address, cwd);
  if (place.kind === 'git') return gitLedger(place, { clock, environment: env });
  const ledger = place.kind === 's3' ? s3?.(place) : directoryLedger(place.directory, clock);
  if (!ledger) throw new Error(`nothing here opens ${address}`);
  return { ...ledger, close: () => Promise.resolve() };
}
