import type { Hashes } from '../ledger/fact.ts';
import type { Service } from '../config/config.ts';
import { sha256Hex } from '../release/canonical.ts';
import { releaseBytes } from '../release/release-id.ts';
import { archivesOf, artifactOf, fileNamed, type Builds, type ExpectedArchive } from './archive-of.ts';
import { checkArtifact } from './artifact-links.ts';
import { factFile } from './ledger-links.ts';
import type { Links } from './links.ts';
import { buildText, type ArchivedFile, type BuildName } from './records.ts';
import type { Leg } from './legs.ts';
import { checkRecord, jsonOf, nameAlteration } from './record-links.ts';
import type { ArchivedLater } from './replaced.ts';

/**
 * Checks that the builds of a promotion still archive what the ledger holds the hashes of, byte for byte.
 *
 * @returns builds that have replaced some of it by what they archived of a later promotion
 */
export function checkArchives(
  leg: Leg,
  builds: Builds,
  later: ArchivedLater,
  services: readonly Pick<Service, 'name' | 'variable'>[],
  links: Links,
): readonly BuildName[] {
  return archivesOf(leg).filter((expected) => {
    const files = builds(expected)?.files ?? [];
    if (expected.archived === undefined) {
      checkUnbound(expected, files, links);
      return false;
    }
    const afterwards = later(expected.outcome);
    const ends = Object.entries(expected.archived).map(([name, hash]) =>
      checkFile({ name, hash, afterwards, expected, files, services, links }),
    );
    return ends.includes('replaced');
  });
}

interface FileCheck {
  readonly name: string;
  readonly hash: string;
  /** Files that the same build archived of later promotions. */
  readonly afterwards: readonly Hashes[];
  readonly expected: ExpectedArchive;
  readonly files: readonly ArchivedFile[];
  readonly services: readonly Pick<Service, 'name' | 'variable'>[];
  readonly links: Links;
}

function checkFile(check: FileCheck): 'its own' | 'replaced' | 'broken' {
  const { name, hash, afterwards, expected, files, links } = check;
  const witness = factFile(expected.outcome);
  const file = `${buildText(expected)} ${name}`;
  const found = fileNamed(name, files);
  if (!found) {
    links.missing(file, witness);
    return 'broken';
  }
  const foundHash = sha256Hex(found.bytes);
  if (foundHash !== hash && afterwards.some((hashes) => hashes[name] === foundHash)) {
    links.holds();
    return 'replaced';
  }
  if (foundHash !== hash) {
    if (!isNamed(file, found, check))
      links.altered({ file, field: 'the bytes', found: `SHA-256 ${foundHash}`, expected: hash, witness });
    return 'broken';
  }
  links.holds();
  // The bytes are those that were written; should the ledger say something else, then it was changed.
  if (name === 'promotion.json') checkRecord(file, found.bytes, expected, links);
  return 'its own';
}

/** Says what was altered, where that can be known; the hash says only that something was. */
function isNamed(file: string, found: ArchivedFile, check: FileCheck): boolean {
  const { name, expected, services, links } = check;
  const { release } = expected.leg.intent;
  const witness = factFile(expected.leg.intent);
  if (name === 'promotion.json') {
    nameAlteration(file, found.bytes, expected, links);
    return true;
  }
  if (name === 'release.json')
    return !links.sameDocument(file, jsonOf(found.bytes), JSON.parse(releaseBytes(release)), witness);
  const service = services.find((one) => name === artifactOf(one.name));
  const build = service && release.services[service.name];
  return build ? !checkArtifact({ file, found, build, variable: service.variable, witness }, links) : false;
}

/** A record of a version that left no hash in the ledger: what both say must be the same, and the rest can't be proven. */
function checkUnbound(expected: ExpectedArchive, files: readonly ArchivedFile[], links: Links): void {
  const file = `${buildText(expected)} promotion.json`;
  const found = fileNamed('promotion.json', files);
  if (found) checkRecord(file, found.bytes, expected, links);
  else links.missing(file, factFile(expected.outcome));
}
