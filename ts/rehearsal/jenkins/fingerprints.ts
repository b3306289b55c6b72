import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { escapeXml } from './build-xml.ts';

/** A build that had files, and whether it made them. */
export interface Having {
  readonly job: string;
  readonly number: number;
  readonly made: boolean;
}

/**
 * Remembers that a build had these files, by their MD5, as `archiveArtifacts(fingerprint: true)` and `copyArtifacts(…)` do: a file a
 * content, `fingerprints/d4/1d/8cd98f….xml`, in the form that `jenkins.fingerprints.FileFingerprintStorage#save` writes.
 */
export function keepFingerprints(
  home: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  build: Having,
  at: number,
): void {
  for (const [path, content] of Object.entries(files)) {
    const md5 = createHash('md5').update(content).digest('hex');
    const file = join(home, 'fingerprints', md5.slice(0, 2), md5.slice(2, 4), `${md5.slice(4)}.xml`);
    const before = existsSync(file) ? readFileSync(file, 'utf8') : first(md5, basename(path), build, at);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, withUsage(before, build));
  }
}

function first(md5: string, fileName: string, { job, number, made }: Having, at: number): string {
  const original = `  <original>\n    <name>${escapeXml(job)}</name>\n    <number>${number}</number>\n  </original>\n`;
  return [
    "<?xml version='1.1' encoding='UTF-8'?>\n<fingerprint>\n",
    `  <timestamp>${new Date(at).toISOString().replace('T', ' ').replace('Z', ' UTC')}</timestamp>\n`,
    made ? original : '',
    `  <md5sum>${md5}</md5sum>\n  <fileName>${escapeXml(fileName)}</fileName>\n`,
    '  <usages>\n  </usages>\n  <facets/>\n</fingerprint>\n',
  ].join('');
}

/** Jenkins joins neighbours to ranges; builds come in order here. */
function withUsage(xml: string, { job, number }: Having): string {
  const name = escapeXml(job);
  const entry = (ranges: string): string =>
    `    <entry>\n      <string>${name}</string>\n      <ranges>${ranges}</ranges>\n    </entry>\n`;
  const ranges = xml.split(`<string>${name}</string>\n      <ranges>`)[1]?.split('<', 1)[0];
  if (ranges === undefined) return xml.replace('  </usages>', () => `${entry(String(number))}  </usages>`);
  return xml.replace(entry(ranges), () => entry(joined(ranges, number)));
}

function joined(ranges: string, number: number): string {
  const [, rest = '', from = '', to = from] = /^(.*?,)?(\d+)(?:-(\d+))?$/.exec(ranges) ?? [];
  if (Number(to) === number) return ranges;
  return Number(to) + 1 === number ? `${rest}${from}-${number}` : `${ranges},${number}`;
}
