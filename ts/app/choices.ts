import type { BuildResult } from '../core/choices/build.ts';
import { choiceLine } from '../core/choices/line.ts';
import type { BuildListing, UpstreamBuilds } from '../ports/builds.ts';

export interface Choices {
  readonly job: string;
  /** Newest first. */
  readonly choices: readonly {
    readonly line: string;
    readonly number: number;
    readonly displayName: string;
  }[];
  readonly lookedAt: number;
  /** Why the list is short or empty, and what could not be read. */
  readonly remarks: readonly string[];
}

/** The builds of a job as lines to choose from. */
export async function listChoices(
  {
    job,
    limit,
    results,
  }: { readonly job: string; readonly limit: number; readonly results: readonly BuildResult[] },
  { upstream }: { readonly upstream: UpstreamBuilds },
): Promise<Choices> {
  return choicesOf(job, await upstream.newest(job, { limit, results }));
}

export function choicesOf(job: string, { builds, lookedAt, remarks }: BuildListing): Choices {
  const choices = builds.map(({ number, displayName }) => ({
    line: choiceLine({ number, displayName }),
    number,
    displayName,
  }));
  return { job, choices, lookedAt, remarks };
}
