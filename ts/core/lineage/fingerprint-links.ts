import { fingerprintPath, md5Of, pathText, readFingerprint, wasIn } from './fingerprint.ts';
import { isNamed } from './archive-of.ts';
import type { Links } from './links.ts';
import { buildText, type ArchivedBuild, type ArchivedFile, type BuildName } from './records.ts';

/**
 * Checks what Jenkins itself remembers of the archived files: that a file with these bytes was in this build. Where a build's files have
 * fingerprints, each of them has: from one that has none its fingerprint was taken away. Of files that were found to be altered there
 * can be none.
 */
export function checkFingerprints(build: ArchivedBuild, links: Links): void {
  if (build.files.every(({ fingerprint }) => fingerprint === null)) return;
  const name = `${buildText(build)} `;
  const altered = links.broken
    .filter(({ file }) => file.startsWith(name))
    .map(({ file }) => file.slice(name.length));
  const whole = build.files.filter(({ path }) => !altered.some((one) => isNamed(path, one)));
  for (const file of whole) checkFingerprint(file, build, links);
}

function checkFingerprint({ path, bytes, fingerprint }: ArchivedFile, build: BuildName, links: Links): void {
  const file = `${buildText(build)} ${path}`;
  if (!fingerprint) {
    links.missing(`fingerprints/${fingerprintPath(bytes)}`, file);
    return;
  }
  const name = pathText(fingerprint);
  const read = readFingerprint(fingerprint.text);
  if (!read) {
    links.altered({ file: name, field: 'the text', found: 'no fingerprint', expected: 'one', witness: file });
    return;
  }
  links.same(name, 'md5sum', read.md5, md5Of(bytes), file);
  if (isDocument(path)) links.same(name, 'fileName', read.fileName, path.split('/').at(-1), file);
  if (wasIn(read, build)) links.holds();
  else
    links.altered({
      file: name,
      field: 'usages',
      found: usagesText(read.usages),
      expected: buildText(build),
      witness: file,
    });
  const made = path.endsWith('.env.groovy') ? read.original : null;
  if (made && wasIn(read, made)) links.holds();
  else if (made)
    links.altered({
      file: name,
      field: 'original',
      found: buildText(made),
      expected: usagesText(read.usages),
      witness: name,
    });
}

/** Evidence can be empty or the same twice, under two names. */
function isDocument(path: string): boolean {
  return /(?:^|\/)(?:promotion\.json|release\.json|[^/]+\.env\.groovy)$/.test(path);
}

function usagesText(usages: ReadonlyMap<string, string>): string {
  return [...usages].map(([job, ranges]) => `${job} #${ranges}`).join(', ');
}

/** Whether Jenkins knows these very bytes as made by that build. */
export function isKnown({ bytes, fingerprint }: ArchivedFile, build: BuildName): boolean {
  const read = fingerprint && readFingerprint(fingerprint.text);
  const { original } = read ?? {};
  return read?.md5 === md5Of(bytes) && original?.job === build.job && original.number === build.number;
}
