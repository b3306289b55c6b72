import { ledgerErrors } from '../../core/errors/catalogue/ledger.ts';

const folderName = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

export function isEnvironmentName(name: string): boolean {
  return folderName.test(name);
}

/** An environment's name becomes a folder's: it must not lead out of the ledger. Throws `ledger-environment-name`. */
export function requireEnvironmentName(environment: string): void {
  if (!isEnvironmentName(environment)) throw ledgerErrors.environmentName.error({ environment });
}
