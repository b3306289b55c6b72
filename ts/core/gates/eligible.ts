import type { Config, Environment } from '../config/config.ts';
import { environmentsBefore } from '../config/environments-before.ts';
import { environmentState, recordedReleases } from '../ledger/environment-state.ts';
import type { Fact } from '../ledger/fact.ts';
import { releaseId, servicesHash } from '../release/release-id.ts';
import type { Release } from '../release/release.ts';
import type { Gate } from './gate.ts';
import { order } from './order.ts';
import { overtaking } from './overtaking.ts';
import type { Situation } from './situation.ts';
import { soak } from './soak.ts';
import { unasked } from './unasked.ts';
import { verifiedUpstream } from './verified-upstream.ts';

/**
 * Whether a release may be chosen for an environment: what the gates say that ask where it has been. They look at the ledger and not at
 * AWS, and what they say of a release stays so until the ledger grows, which the state of a deployment under way does not. A line that
 * somebody has stopped still has its list: a stop is told when one promotes, and whoever looks wants to see what is held.
 */
const judges: readonly Gate[] = [order, verifiedUpstream, soak, overtaking];

/**
 * @param facts of the environment and of all before it, by name
 * @param now milliseconds since the epoch
 * @returns a function that answers the name of the gate which refuses a release; undefined for one that may be chosen
 */
export function eligibleFor(
  environment: Environment,
  config: Config,
  facts: ReadonlyMap<string, readonly Fact[]>,
  now: number,
): (release: Release) => string | undefined {
  const stateOf = (name: string) => environmentState(name, facts.get(name) ?? []);
  const known = {
    config,
    environment,
    state: stateOf(environment.name),
    upstream: new Map(environmentsBefore(environment, config).map((name) => [name, stateOf(name)])),
    known: recordedReleases([...facts.values()].flat()),
    checks: unasked(environment),
    now,
  };
  return (release) => {
    const situation = candidate(release, known);
    return judges.find((gate) => gate.judge(situation).length > 0)?.name;
  };
}

/** None of these gates looks at what runs, or asks who wants it. */
function candidate(
  release: Release,
  known: Pick<Situation, 'config' | 'environment' | 'state' | 'upstream' | 'known' | 'checks' | 'now'>,
): Situation {
  return {
    ...known,
    release,
    releaseId: releaseId(release),
    servicesHash: servicesHash(release),
    live: new Map(),
    images: new Map(),
    request: { by: { name: 'nobody' }, reason: null, kind: 'promote', exceptions: {} },
  };
}
