import { lineageErrors } from '../core/errors/catalogue/lineage.ts';
import type { FactFile } from '../core/ledger/chain.ts';
import { isNamed } from '../core/lineage/archive-of.ts';
import { fingerprintPath } from '../core/lineage/fingerprint.ts';
import { filesToProve, proveLineage, type ProvenLineage } from '../core/lineage/lineage.ts';
import type { ArchivedBuild, ArchivedFile, LineageRecords, WantedFiles } from '../core/lineage/records.ts';
import type { Archive } from '../ports/archive.ts';
import type { Ledger } from '../ports/ledger.ts';

/**
 * Reads what the lineage of an environment is proven from, no more, and proves it. Nothing is asked of AWS or of Jenkins.
 *
 * @throws ProblemError `lineage-nothing-runs`, and what the tools throw
 */
export async function lineageOf(
  { environment, services, noted }: Pick<LineageRecords, 'environment' | 'services' | 'noted'>,
  { ledger, archive }: { readonly ledger: Ledger; readonly archive: Archive },
): Promise<ProvenLineage> {
  const known = await ledger.environments();
  const files = new Map<string, readonly FactFile[]>();
  for (const name of known) files.set(name, await ledger.files(name));
  const records = { environment, services, noted, ledger: files };
  const wanted = filesToProve(records) ?? [];
  const builds: ArchivedBuild[] = [];
  for (const one of merged(wanted)) builds.push(await readBuild(one, archive));
  const proven = proveLineage({ ...records, builds });
  if (!proven) throw lineageErrors.nothingRuns.error({ environment, ledger: ledger.address, known });
  return proven;
}

/** A build once, with all that is wanted of it. */
function merged(wanted: readonly WantedFiles[]): readonly WantedFiles[] {
  const builds = new Map<string, WantedFiles>();
  for (const { job, number, names } of wanted) {
    const key = `${job} ${number}`;
    builds.set(key, { job, number, names: [...(builds.get(key)?.names ?? []), ...names] });
  }
  return [...builds.values()];
}

async function readBuild({ job, number, names }: WantedFiles, archive: Archive): Promise<ArchivedBuild> {
  const build = { job, number };
  const paths = await archive.paths(build);
  const files: ArchivedFile[] = [];
  for (const path of paths.filter((each) => names.some((name) => isNamed(each, name)))) {
    const bytes = await archive.read(build, path);
    const at = fingerprintPath(bytes);
    const text = await archive.fingerprint(at);
    files.push({ path, bytes, fingerprint: text === undefined ? null : { path: at, text } });
  }
  return { ...build, files };
}
