/** Upstream builds of a Jenkins job, wherever they are read from. */
export interface UpstreamBuilds {
  /**
   * The newest completed builds with a wanted result, newest first, at most `limit`.
   * Its cost grows with the limit and not with the history.
   */
  newest(
    job: string,
    wanted: { readonly limit: number; readonly results: readonly BuildResult[] },
  ): Promise<BuildListing>;
}

/** Builds whose archived files can be read, too. */
export interface ArchivingBuilds extends UpstreamBuilds {
  newest(
    job: string,
    wanted: {
      readonly limit: number;
      readonly results: readonly BuildResult[];
      /** Asked of each build that has such a result: undefined when it is wanted, else why not, in two or three words. */
      readonly refuses?: (build: BuildFacts) => string | undefined;
    },
  ): Promise<BuildListing>;

  /** Reads the file of that path that a build of the job archived; undefined where there is none. */
  archived(job: string, path: string): (number: number) => string | undefined;
}

export type BuildResult = 'SUCCESS' | 'UNSTABLE' | 'FAILURE' | 'NOT_BUILT' | 'ABORTED';

export interface BuildListing {
  readonly builds: readonly BuildFacts[];
  /** How many builds had to be looked at. */
  readonly lookedAt: number;
  /** Things a person should know of an empty or short list, e.g. builds that could not be read. */
  readonly remarks: readonly string[];
}

export interface BuildFacts {
  readonly number: number;
  /** `#90` where none was set. */
  readonly displayName: string;
  readonly result: BuildResult;
}
