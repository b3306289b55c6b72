import { isAbsolute, resolve } from 'node:path';
import type { SimpleGit } from 'simple-git';
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
  const origin = await originOf(git);
  if (origin === undefined) return top;
  const isLocal = !isRemote(origin) && !/^[a-z]+:\/\//.test(origin);
  return isLocal && !isAbsolute(origin) ? resolve(top, origin) : origin;
}

/** `get-url` and not the setting: it knows `insteadOf`. */
async function originOf(git: SimpleGit): Promise<string | undefined> {
  try {
    return (await git.raw(['remote', 'get-url', 'origin'])).replace(/\n$/, '');
  } catch (error) {
    if (/no such remote/i.test(String(error))) return undefined;
    throw error;
  }
}

function rethrow(folder: string): (cause: unknown) => never {
  return (cause) => {
    if (/not a git repository/i.test(String(cause)))
      throw ledgerErrors.notConfigured.error({ folder }, { cause });
    throw gitProblem(folder, cause);
  };
}
