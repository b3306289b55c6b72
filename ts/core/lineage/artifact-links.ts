import type { Service } from '../config/config.ts';
import type { Release, ServiceBuild } from '../release/release.ts';
import { readServiceEnv } from '../service-env/read.ts';
import { serviceBuildToEntries } from '../service-env/service-build.ts';
import { writeServiceEnv } from '../service-env/write.ts';
import { artifactOf, fileNamed, type Builds } from './archive-of.ts';
import { isKnown } from './fingerprint-links.ts';
import type { Links } from './links.ts';
import { buildText, type ArchivedFile } from './records.ts';

export interface ArtifactCheck {
  readonly file: string;
  readonly found: ArchivedFile;
  readonly build: ServiceBuild;
  readonly variable: string;
  /** What says which build it has to be. */
  readonly witness: string;
}

/**
 * Checks that each service's own build archived what the release says of it. The artifact follows from the release to the byte, so an
 * edited one shows without any hash of it; one that the team writes in its own way needs the fingerprint of Jenkins.
 */
export function checkArtifacts(
  release: Release,
  builds: Builds,
  services: readonly Pick<Service, 'name' | 'job' | 'variable'>[],
  witness: string,
  links: Links,
): void {
  for (const [name, build] of Object.entries(release.services)) {
    const service = services.find((one) => one.name === name);
    if (!service) {
      links.missing(`the service ${name} in the configuration`, witness);
      continue;
    }
    const made = { job: service.job, number: build.build };
    const file = `${buildText(made)} ${artifactOf(name)}`;
    const found = fileNamed(artifactOf(name), builds(made)?.files ?? []);
    if (found)
      checkArtifact({ file, found, build, variable: service.variable, witness }, links, isKnown(found, made));
    else links.missing(file, witness);
  }
}

/** @param isFingerprinted whether Jenkins knows the very bytes: then they need not be as this product writes them */
export function checkArtifact(
  { file, found, build, variable, witness }: ArtifactCheck,
  links: Links,
  isFingerprinted = false,
): boolean {
  const text = Buffer.from(found.bytes).toString('utf8');
  const entries = serviceBuildToEntries(variable, build);
  const expected = writeServiceEnv(entries);
  if (Buffer.from(expected).equals(found.bytes)) {
    links.holds();
    return true;
  }
  const read = readServiceEnv(text, file);
  if (!read.ok) {
    links.altered({
      file,
      field: 'the text',
      found: read.problems[0].what,
      expected: 'assignments',
      witness,
    });
    return false;
  }
  const stem = new Set(entries.map(([name]) => name));
  const values = new Map(read.entries.map(({ name, value }) => [name, value]));
  const told = Object.fromEntries(entries.map(([name]) => [name, values.get(name) ?? null]));
  if (!links.sameDocument(file, told, Object.fromEntries(entries), witness)) return false;
  if (isFingerprinted) return true;
  const other = read.entries.find(({ name }) => !stem.has(name));
  links.altered({
    file,
    field: other ? other.name : 'the layout',
    found: other ? JSON.stringify(other.value) : 'written in another way',
    expected: other
      ? 'nothing of it, and Jenkins has no fingerprint of it'
      : 'as service-env record writes it',
    witness,
  });
  return false;
}
