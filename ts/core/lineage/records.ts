import type { Service } from '../config/config.ts';
import type { FactFile } from '../ledger/chain.ts';

/** A build of a Jenkins job. */
export interface BuildName {
  readonly job: string;
  readonly number: number;
}

/** `deploy-live #3` */
export function buildText({ job, number }: BuildName): string {
  return `${job} #${number}`;
}

/** What is wanted of a build's archive: files by the ends of their paths, whatever folder they were archived from. */
export interface WantedFiles extends BuildName {
  readonly names: readonly string[];
}

/** One archived file as it is now. */
export interface ArchivedFile {
  /** Within the archive: `output/promotion.json`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** What Jenkins says of a file with these bytes; null where it knows none, or where its fingerprints are not at hand. */
  readonly fingerprint: FingerprintFile | null;
}

/** A file below `fingerprints/`. */
export interface FingerprintFile {
  /** Within the folder: `d4/1d/8cd98f00b204e9800998ecf8427e.xml`. */
  readonly path: string;
  readonly text: string;
}

/** The wanted files that are there; none of a build that is gone. */
export interface ArchivedBuild extends BuildName {
  readonly files: readonly ArchivedFile[];
}

/** All that a lineage is proven from. */
export interface LineageRecords {
  /** What runs there is to be proven. */
  readonly environment: string;
  /** Every environment's files, in any order. */
  readonly ledger: ReadonlyMap<string, readonly FactFile[]>;
  readonly builds: readonly ArchivedBuild[];
  /** The services of the configuration. */
  readonly services: readonly Pick<Service, 'name' | 'job' | 'variable'>[];
  /** By environment, the SHA-256 that `ledger verify` once said of its newest fact. */
  readonly noted: ReadonlyMap<string, string>;
}
