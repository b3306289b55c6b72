import type { BuildResult } from '../core/choices/build.ts';
import { shortChanges } from '../core/changes/short.ts';
import type { Config, Environment } from '../core/config/config.ts';
import { environmentsBefore } from '../core/config/environments-before.ts';
import { ProblemError } from '../core/errors/problem.ts';
import { eligibleFor } from '../core/gates/eligible.ts';
import { environmentState } from '../core/ledger/environment-state.ts';
import type { Fact } from '../core/ledger/fact.ts';
import { diffReleases } from '../core/release/diff.ts';
import { parseRelease } from '../core/release/parse.ts';
import type { Release } from '../core/release/release.ts';
import type { ArchivingBuilds } from '../ports/builds.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import { choicesOf, type Choices } from './choices.ts';
import { factsOf } from './situation.ts';

/** Where a promotion's build archives what it deployed. */
const releaseFile = 'output/release.json';

/**
 * The builds of a job whose release may go to the environment, each with the gates that hold it at present. The ledger is read once,
 * however long the list; of each build its build.xml and its release, from the controller's disk. What each of them would move, where
 * the environment wants that on its line, costs nothing more.
 */
export async function listEligibleChoices(
  wanted: { readonly job: string; readonly limit: number; readonly results: readonly BuildResult[] },
  { config, environment }: { readonly config: Config; readonly environment: Environment },
  tools: { readonly upstream: ArchivingBuilds; readonly ledger: Ledger; readonly clock: Clock },
): Promise<Choices> {
  const { upstream, ledger, clock } = tools;
  const { job, limit, results } = wanted;
  const facts = await factsOf(ledger, [environment.name, ...environmentsBefore(environment, config)]);
  const judge = eligibleFor(environment, config, facts, clock.now());
  const releaseOf = upstream.archived(job, releaseFile);
  const movesBy = movesIn(environment, facts.get(environment.name) ?? []);
  const told = new Map<number, string>();
  const refuses = ({ number }: { readonly number: number }) => {
    const release = readRelease(releaseOf(number));
    if (release === undefined) return `without a readable ${releaseFile}`;
    const { refusedBy, heldBy } = judge(release);
    if (refusedBy !== undefined) return `refused by ${refusedBy}`;
    told.set(number, movesBy(release) + holdOf(heldBy));
    return undefined;
  };
  const found = choicesOf(job, await upstream.newest(job, { limit, results, refuses }));
  const choices = found.choices.map((choice) => ({
    ...choice,
    line: `${choice.line}${told.get(choice.number) ?? ''}`,
  }));
  return { ...found, choices };
}

/** Short, because it stands in a line of a list; what opens it is told by `plan`. */
function holdOf(gates: readonly string[]): string {
  return gates.length === 0 ? '' : ` (held by ${gates.join(', ')})`;
}

/** Beside a subject of usual length that is what a choice list has room for. */
const movesLength = 60;

/**
 * What a release would move in the environment, from what was verified there last: the names of services, which have no line breaks,
 * and numbers.
 */
function movesIn(
  { name, changesInChoices }: Environment,
  facts: readonly Fact[],
): (release: Release) => string {
  if (!changesInChoices) return () => '';
  const { lastVerified } = environmentState(name, facts);
  const before = lastVerified?.release ?? { version: 1, parent: null, services: {} };
  return (release) => `  [${shortChanges(diffReleases(before, release), movesLength)}]`;
}

/** One that cannot be read is one that cannot be promoted; the others of the list can. */
function readRelease(text: string | undefined): Release | undefined {
  if (text === undefined) return undefined;
  try {
    return parseRelease(text, releaseFile);
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}
