import { createHash } from 'node:crypto';
import { failed, ok, skipped } from '../preflight/row.ts';
import type { DoctorFinding } from './row.ts';
import { several } from './several.ts';

/** The tree that the program lies in, as it was installed. */
export interface Installation {
  readonly root: string;
  /** `0.1.0+1f2e3d4c5b6a` */
  readonly version: string;
  /** As `sha256sum` writes it; undefined where there is none: a checkout's sources, or what Jenkins copied into a build. */
  readonly sums: string | undefined;
  /** Contents by path, as the sums name it; undefined for a file that is not there. */
  readonly files: ReadonlyMap<string, Uint8Array | undefined>;
  /** Files of the tree that the sums do not name. */
  readonly unnamed: readonly string[];
}

/**
 * Whether every file is as it was built. The sums alone would not tell a tree that was put together from two builds with both their
 * sums, so the hash in VERSION is made again from the bundles, which the sums name in the order in which it was made.
 */
export function judgeProgram({ root, version, sums, files, unnamed }: Installation): DoctorFinding {
  const next = `Install the program again: jenkins/agent-ami/install.sh, or npm run build in a checkout.`;
  if (sums === undefined) return skipped('program', `there is no SHA256SUMS in ${root}`);
  const lines = linesOf(sums);
  const missing = lines.filter(({ path }) => files.get(path) === undefined).map(({ path }) => path);
  const changed = lines
    .filter(({ path, sum }) => files.get(path) !== undefined && sha256(files.get(path)) !== sum)
    .map(({ path }) => path);
  const wrong = [
    ...missing.map((path) => `${path} is missing`),
    ...changed.map((path) => `${path} was changed`),
    ...unnamed.map((path) => `${path} is no part of it`),
  ];
  if (wrong.length > 0) return failed('program', `in ${root} ${several(wrong)}`, next);
  const bundles = lines.filter(({ path }) => path.startsWith('lib/'));
  const hash = hashOf(bundles.map(({ path }) => [path.slice('lib/'.length), files.get(path)]));
  if (version.split('+')[1] !== hash)
    return failed('program', `VERSION says ${version}, and the bundles in ${root} make +${hash}`, next);
  return ok('program', `${version} in ${root}, ${lines.length} files`);
}

export interface SumLine {
  readonly sum: string;
  readonly path: string;
}

/** The lines of `SHA256SUMS`. */
export function linesOf(sums: string): readonly SumLine[] {
  return sums.split('\n').flatMap((line) => {
    const { sum, path } = /^(?<sum>[0-9a-f]{64}) {2}(?<path>.+)$/.exec(line)?.groups ?? {};
    return sum === undefined || path === undefined ? [] : [{ sum, path }];
  });
}

/** As the build makes the one in VERSION: of each bundle its name, its length and its bytes. */
function hashOf(bundles: readonly (readonly [name: string, bytes: Uint8Array | undefined])[]): string {
  const hash = createHash('sha256');
  for (const [name, bytes = new Uint8Array()] of bundles)
    hash.update(`${name} ${bytes.length}\n`).update(bytes);
  return hash.digest('hex').slice(0, 12);
}

function sha256(bytes: Uint8Array = new Uint8Array()): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Whether builds on this agent use the program that the image has.
 *
 * @param library VERSION of the library, where this runs in one of its steps
 * @param image VERSION of the image's program; undefined where there is none
 * @param copied versions of the library's program that were copied here because the image has another one
 */
export function judgeLibrary(
  library: string | undefined,
  image: string | undefined,
  copied: readonly string[],
): DoctorFinding {
  if (image === undefined)
    return skipped('library', 'this machine has no program of its own: each build copies the library’s');
  const others = [...new Set([...(library === undefined ? [] : [library]), ...copied])].filter(
    (version) => version !== image,
  );
  if (others.length === 0) return ok('library', `no build here has needed another program than ${image}`);
  return failed(
    'library',
    `builds here use ${others.join(', ')} of the library and not ${image} of the image, and so lack Terraform, the deeper checks and a ledger in S3`,
    `Make the image anew from the library’s tag (jenkins/agent-ami), or let the library be of the image’s; copies that no build uses any more can be removed.`,
  );
}
