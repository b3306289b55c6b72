import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { ledgerErrors } from '../../core/errors/catalogue/ledger.ts';
import type { LedgerTrial } from '../../ports/doctor.ts';
import { reasonOf } from '../files/reason.ts';
import { defaultBranch, parseLedgerAddress, withoutSecrets, type LedgerPlace } from '../ledger/address.ts';
import { gitProblem } from '../ledger/git-failure.ts';
import { gitIn, type Environment } from '../ledger/git-program.ts';
import { hiddenCredentials } from '../ledger/hidden-credentials.ts';
import { homeRepository } from '../ledger/home-repository.ts';

export interface TrialSurroundings {
  /** Relative paths in the address start here; without an address the repository that holds it has the ledger. */
  readonly folder: string;
  readonly env: Environment;
  readonly s3: (place: { readonly bucket: string; readonly prefix: string }) => LedgerTrial;
}

/** Tries to write to the ledger at an address as `openLedger` reads it. */
export function ledgerTrial(
  address: string | undefined,
  { folder, env, s3 }: TrialSurroundings,
): LedgerTrial {
  return {
    tryWriting: async () => {
      const place = await placeOf(address, folder, env);
      switch (place.kind) {
        case 's3':
          return s3(place).tryWriting();
        case 'directory':
          return tryDirectory(place.directory);
        case 'git':
          return tryPush(place.remote, place.branch, env);
      }
    },
  };
}

async function placeOf(address: string | undefined, folder: string, env: Environment): Promise<LedgerPlace> {
  if (address !== undefined && address !== '') return parseLedgerAddress(address, folder);
  return { kind: 'git', remote: await homeRepository(folder, env), branch: defaultBranch };
}

/** The folder is made with the first fact, so until then the one above it has to be writable. */
async function tryDirectory(directory: string) {
  let folder = directory;
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  const path = join(folder, `.new-${randomUUID()}`);
  try {
    await (await open(path, 'wx')).close();
    return { tried: true, how: `${folder} can be written to` };
  } catch (error) {
    throw ledgerErrors.directoryUnusable.error({ directory, reason: reasonOf(error) }, { cause: error });
  } finally {
    await rm(path, { force: true }).catch(() => undefined);
  }
}

/**
 * A push that changes nothing. The server is asked as for a real one, so it refuses who may only read; what a hook or a protected branch
 * would say is not asked. It goes to a branch of its own name, since git itself refuses what does not follow the ledger's newest commit.
 */
async function tryPush(address: string, branch: string, env: Environment) {
  const named = `${withoutSecrets(address)}#${branch}`;
  const { remote, environment } = hiddenCredentials(address, env);
  const folder = await mkdtemp(join(tmpdir(), 'ecs-promote-doctor-'));
  const git = (args: readonly string[], stdin?: string) => gitIn(folder, environment, stdin).raw([...args]);
  try {
    await git(['init', '--quiet', '--bare', '--template=', `--object-format=${await formatOf(remote, git)}`]);
    const made = (await git(['fast-import', '--quiet', '--force'], emptyCommit)).trim();
    const target = `${made}:refs/heads/ecs-promote-doctor-${randomUUID()}`;
    await git(['push', '--dry-run', '--porcelain', '--no-verify', '--', remote, target]);
    return { tried: true, how: `${named} takes a push (dry run)` };
  } catch (error) {
    throw gitProblem(named, error);
  } finally {
    await rm(resolve(folder), { recursive: true, force: true });
  }
}

/** A repository takes objects of its own hash only; an empty one tells no hash, and is taken for the usual. */
async function formatOf(remote: string, git: (args: readonly string[]) => Promise<string>): Promise<string> {
  const [hash = ''] = (await git(['ls-remote', '--', remote])).split('\t');
  return hash.length === 64 ? 'sha256' : 'sha1';
}

const emptyCommit = [
  'commit refs/ecs-promote/new',
  'mark :1',
  'committer ecs-promote <ecs-promote@localhost> 0 +0000',
  'data 0',
  '',
  'get-mark :1',
  '',
].join('\n');
