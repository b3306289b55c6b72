/** What Jenkins builds archived, wherever it is kept. It is only read. */
export interface Archive {
  /** Where it is, for people. */
  readonly address: string;
  /** Numbers of the builds of a job that are there, lowest first; none of a job that is gone. */
  builds(job: string): Promise<readonly number[]>;
  /** Paths of the files that a build archived, from its archive on, with `/` between their parts; none of a build that is gone. */
  paths(build: { readonly job: string; readonly number: number }): Promise<readonly string[]>;
  /** @throws ProblemError `file-unreadable`, `file-too-large` */
  read(build: { readonly job: string; readonly number: number }, path: string): Promise<Uint8Array>;
  /** The text of a file below Jenkins' `fingerprints`; undefined where there is none. */
  fingerprint(path: string): Promise<string | undefined>;
}
