import { createHash } from 'node:crypto';
import type { BuildName, FingerprintFile } from './records.ts';

/**
 * What Jenkins remembers of a file by its MD5: which build made it and which ones had it. MD5 protects against nobody who can make two
 * files with the same one, which is why it is never the only proof.
 */
export interface Fingerprint {
  readonly md5: string;
  readonly fileName: string;
  /** The build that made it, where Jenkins saw it being made. */
  readonly original: BuildName | null;
  /** Numbers of builds by their job: `3,7-9`. */
  readonly usages: ReadonlyMap<string, string>;
}

/**
 * Reads what `jenkins.fingerprints.FileFingerprintStorage#save` writes; undefined for anything else. Not an XML parser, because Jenkins
 * writes XML 1.1 by hand, always in this form.
 */
export function readFingerprint(text: string): Fingerprint | undefined {
  const md5 = /^ {2}<md5sum>([0-9a-f]{32})<\/md5sum>$/m.exec(text)?.[1];
  const fileName = /^ {2}<fileName>(.*)<\/fileName>$/m.exec(text)?.[1];
  if (md5 === undefined || fileName === undefined) return undefined;
  const original = /^ {2}<original>\s*<name>(.*)<\/name>\s*<number>(\d+)<\/number>\s*<\/original>$/m.exec(
    text,
  );
  const usages = text.matchAll(/<entry>\s*<string>(.*)<\/string>\s*<ranges>([\d,-]*)<\/ranges>\s*<\/entry>/g);
  return {
    md5,
    fileName: unescaped(fileName),
    original: original ? { job: unescaped(original[1] ?? ''), number: Number(original[2]) } : null,
    usages: new Map([...usages].map(([, job = '', ranges = '']) => [unescaped(job), ranges])),
  };
}

/** Where Jenkins keeps what it knows of a file with these bytes: `d4/1d/8cd98f….xml` below `fingerprints`. */
export function fingerprintPath(bytes: Uint8Array): string {
  const md5 = md5Of(bytes);
  return `${md5.slice(0, 2)}/${md5.slice(2, 4)}/${md5.slice(4)}.xml`;
}

export function md5Of(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex');
}

/** Whether the build had the file. */
export function wasIn({ usages }: Fingerprint, { job, number }: BuildName): boolean {
  return (usages.get(job) ?? '').split(',').some((range) => {
    const [from = '', to = from] = range.split('-');
    return from !== '' && Number(from) <= number && number <= Number(to);
  });
}

export function pathText({ path }: FingerprintFile): string {
  return `fingerprints/${path}`;
}

function unescaped(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replaceAll(
    /&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return name === undefined ? String.fromCodePoint(code) : (named[name] ?? whole);
    },
  );
}
