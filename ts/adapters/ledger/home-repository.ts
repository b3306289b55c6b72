import { isAbsolute, resolve } from 'node:path';
import { ledgerErrors } from '../../core/errors/catalogue/ledger.ts';
import { isRemote } from './address.ts';
import { gitProblem } from './git-failure.ts';
import { gitIn, type Environment } from './git-program.ts';

/**
 * The repository that holds `folder`, as an address to push to: its `origin`, or itself when it has none. Throws
 * `ledger-not-configured` outside any repository.
 */
export async function homeRepository(folder: string, environment: Environment): Promise<string> {
  const git = gitIn(folder, environment);
  const top = (await git.raw(['rev-parse', '--show-toplevel']).catch(rethrow(folder))).replace(/\n$/, '');
  const remotes = (await git.raw(['remote'])).split('\n');
  if (!remotes.includes('origin')) return top;
  const origin = (await git.raw(['remote', 'get-url', 'origin'])).replace(/\n$/, '');
  const isLocal = !isRemote(origin) && !/^[a-z]+:\/\//.test(origin);
  return isLocal && !isAbsolute(origin) ? resolve(top, origin) : origin;
}

function rethrow(folder: string): (cause: unknown) => never {
  return (cause) => {
    if (/not a git repository/i.test(String(cause)))
      throw ledgerErrors.notConfigured.error({ folder }, { cause });
    throw gitProblem(folder, cause);
  };
}
