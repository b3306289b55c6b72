import type { Environment } from '../core/config/config.ts';
import { promoteErrors } from '../core/errors/catalogue/promote.ts';
import { environmentState } from '../core/ledger/environment-state.ts';
import type { Release } from '../core/release/release.ts';
import type { Ledger } from '../ports/ledger.ts';

/** The release that was verified last in the environment. Errors: `promote-nothing-to-restart`. */
export async function releaseToRestart({ name }: Environment, ledger: Ledger): Promise<Release> {
  const { lastVerified } = environmentState(name, await ledger.read(name));
  if (!lastVerified) throw promoteErrors.nothingToRestart.error({ environment: name });
  return lastVerified.release;
}
