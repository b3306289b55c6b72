import { failed, ok, skipped } from '../preflight/row.ts';
import type { DoctorFinding } from './row.ts';
import { atLeast, numbersIn } from './version.ts';

/** What asking a program for its version gave. */
export type Said =
  { readonly answered: true; readonly text: string } | { readonly answered: false; readonly reason: string };

const oldestNode = 20;

/** @param version `v20.19.2` */
export function judgeNode(version: string): DoctorFinding {
  return (numbersIn(version)[0] ?? 0) >= oldestNode
    ? ok('node', version)
    : failed('node', `this is Node ${version}`, `Put Node ${oldestNode} or newer on the PATH.`);
}

/**
 * `GIT_CONFIG_COUNT`, by which the password of a ledger's address reaches git without standing in a list of processes, came with git 2.31
 * (its release notes); an older one takes no notice of it and is refused by the server. Everything else that is used is older.
 */
const oldestGit = '2.31';

/** @param said by `git --version` */
export function judgeGit(said: Said): DoctorFinding {
  const next = `Put git ${oldestGit} or newer on the PATH.`;
  if (!said.answered) return failed('git', `git cannot be run: ${said.reason}`, next);
  const [, version] = /^git version (\d+(?:\.\d+)+)/m.exec(said.text) ?? [];
  if (version === undefined) return failed('git', `git --version says “${said.text}”`, next);
  return atLeast(version, oldestGit)
    ? ok('git', version)
    : failed('git', `this is git ${version}, which takes no password from its environment`, next);
}

/**
 * No Docker is no failure: other agents, or a builder without a daemon, may build the images.
 *
 * @param engine said by `docker version`, which asks the daemon
 */
export function judgeDocker(engine: Said, buildx: Said): DoctorFinding {
  if (!engine.answered) {
    return engine.reason === notFound
      ? skipped('docker', 'there is no docker here; images are built elsewhere, or without it')
      : failed(
          'docker',
          `Docker does not answer this user: ${engine.reason}`,
          'Start its daemon, and put this user into the group docker.',
        );
  }
  if (!buildx.answered)
    return skipped('docker', `Docker ${engine.text}, without buildx; builder: buildx cannot be used here`);
  return ok('docker', `Docker ${engine.text}, ${firstLine(buildx.text)}`);
}

/** What the adapter of processes says of a program that is not there. */
export const notFound = 'it was not found';

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
