import { userInfo } from 'node:os';
import type { Actor } from '../../core/ledger/fact.ts';
import type { Context } from '../context.ts';

/** Who acts: as told, else who started the Jenkins build, else the machine's user; and the build it happens in. */
export function actorOf(by: string | undefined, env: Context['env']): Actor {
  const name = by ?? env['BUILD_USER_ID'] ?? (env['JOB_NAME'] === undefined ? localUser() : 'unknown');
  const job = env['JOB_NAME'];
  const number = Number(env['BUILD_NUMBER']);
  if (job === undefined || !Number.isInteger(number) || number < 1) return { name };
  const url = env['BUILD_URL'];
  return { name, build: { job, number, ...(url !== undefined && { url }) } };
}

/** A container may run under a number that nobody gave a name. */
function localUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
