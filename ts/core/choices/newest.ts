import type { BuildResult, CompletedBuild, Look } from './build.ts';

export interface Wanted {
  readonly limit: number;
  readonly results: readonly BuildResult[];
  /** Whether a build with such a result is wanted, too: undefined, or why not, in two or three words under which it is counted. */
  readonly refuses?: (build: CompletedBuild) => string | undefined;
}

export interface Newest {
  /** Newest first. */
  readonly builds: readonly CompletedBuild[];
  readonly lookedAt: number;
  /** What a person should know of a short or empty list; sentences. */
  readonly remarks: readonly string[];
}

/**
 * Takes builds as they are looked at, newest first, until there are enough. `looks` is read no further than needed: a build that is
 * not asked for is not opened, so the cost grows with the limit. A job that almost never succeeds would still have its whole history
 * read; `lookBack` bounds that, and the list says so.
 */
export async function takeNewest(
  looks: Iterable<Look> | AsyncIterable<Look>,
  wanted: Wanted,
  lookBack: number = defaultLookBack(wanted),
): Promise<Newest> {
  const builds: CompletedBuild[] = [];
  const others = new Map<string, number>();
  const unreadable: string[] = [];
  const count = (what: string) => others.set(what, (others.get(what) ?? 0) + 1);
  let lookedAt = 0;
  for await (const look of looks) {
    lookedAt += 1;
    if (look.state === 'unfinished') count('unfinished');
    else if (look.state === 'unreadable')
      unreadable.push(`Build ${look.number} was left out: ${look.reason}.`);
    else if (!wanted.results.includes(look.result)) count(look.result);
    else {
      const { number, displayName, result } = look;
      const build = { number, displayName, result };
      const why = wanted.refuses?.(build);
      if (why === undefined) builds.push(build);
      else count(why);
    }
    if (builds.length >= wanted.limit || lookedAt >= lookBack) break;
  }
  const stoppedEarly = builds.length < wanted.limit && lookedAt >= lookBack;
  return {
    builds,
    lookedAt,
    remarks: remarksOn({ builds, others, unreadable, lookedAt, stoppedEarly }, wanted),
  };
}

/**
 * Enough for a job of which one build in twenty is good, and, for a short list, for a bad month. Where each of them has to be asked
 * about, which takes a further file a build, a tenth of that.
 */
export function defaultLookBack({ limit, refuses }: Pick<Wanted, 'limit' | 'refuses'>): number {
  return refuses === undefined ? 1000 + 20 * limit : 100 + 2 * limit;
}

interface Taken {
  readonly builds: readonly CompletedBuild[];
  readonly others: ReadonlyMap<string, number>;
  readonly unreadable: readonly string[];
  readonly lookedAt: number;
  readonly stoppedEarly: boolean;
}

function remarksOn(taken: Taken, wanted: Wanted): string[] {
  const { builds, unreadable, lookedAt, stoppedEarly } = taken;
  const { limit } = wanted;
  const remarks = unreadable.slice(0, 5);
  if (unreadable.length > 5) remarks.push(`${unreadable.length - 5} more builds could not be read.`);
  if (stoppedEarly) {
    remarks.push(
      `Only the newest ${lookedAt} builds were looked at, and ${builds.length} of the ${limit} wanted were among them; older ones may exist.`,
    );
  }
  if (builds.length === 0) remarks.push(whyEmpty(taken, wanted));
  return remarks;
}

function whyEmpty({ others, unreadable, lookedAt }: Taken, { results, refuses }: Wanted): string {
  if (lookedAt === 0) return 'The job has no builds.';
  const found = [...others].map(([what, number]) => `${number} ${what}`);
  if (unreadable.length > 0) found.push(`${unreadable.length} unreadable`);
  const lacking = refuses === undefined ? `ended in ${results.join(' or ')}` : 'can be chosen';
  return `None of the ${lookedAt} builds looked at ${lacking}: ${found.join(', ')}.`;
}
