import type { Config, Environment } from '../config/config.ts';
import { environmentsBefore } from '../config/environments-before.ts';
import { environmentState, recordedReleases } from '../ledger/environment-state.ts';
import type { Fact } from '../ledger/fact.ts';
import { releaseId, servicesHash } from '../release/release-id.ts';
import type { Release, ReleaseId } from '../release/release.ts';
import { freeze } from './freeze.ts';
import type { Gate } from './gate.ts';
import { movingServices } from './moving-services.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { order } from './order.ts';
import { overrideRecorded } from './override-recorded.ts';
import { overtaking } from './overtaking.ts';
import { prerequisites } from './prerequisites.ts';
import type { Situation } from './situation.ts';
import { soak } from './soak.ts';
import { stopped } from './stopped.ts';
import { unasked } from './unasked.ts';
import { verifiedUpstream } from './verified-upstream.ts';

/** Ask of the release where it has been and what it needs: no other time of day lets it in, and it is not offered. */
const refusing: readonly Gate[] = [
  order,
  verifiedUpstream,
  soak,
  prerequisites,
  overtaking,
  overrideRecorded,
];

/**
 * Ask of the environment whether anything may come now. What they hold is offered and says so: whoever looks wants to see what waits, a
 * freeze may be passed by a person, and a list that is empty each night explains nothing.
 */
const holding: readonly Gate[] = [stopped, oneAtATime, freeze];

/** All that have a say in it. */
export const eligibleGates: readonly Gate[] = [...refusing, ...holding];

/** What is said of a release before somebody chooses it. */
export interface Eligibility {
  /** The gate by which it may not be chosen at all. */
  readonly refusedBy: string | undefined;
  /** The gates that hold it at present. */
  readonly heldBy: readonly string[];
}

/**
 * What the gates say that look at the ledger and the configuration, and at neither AWS nor anything outside: the same that `due` says of a
 * release, and `plan` as far as AWS and external checks agree. A promotion that has begun goes on, whatever the gates say by now.
 *
 * @param facts of the environment and of all before it, by name
 * @param now milliseconds since the epoch
 */
export function eligibleFor(
  environment: Environment,
  config: Config,
  facts: ReadonlyMap<string, readonly Fact[]>,
  now: number,
): (release: Release) => Eligibility {
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
  const underWay = known.state.unfinished?.intent.releaseId;
  const judge = freezesOnce();
  return (release) => judged(candidate(release, known), underWay, judge);
}

type Judge = (gate: Gate, situation: Situation) => boolean;

/** Calendars are slow, and say the same of all releases that move the same services. */
function freezesOnce(): Judge {
  const known = new Map<string, boolean>();
  return (gate, situation) => {
    if (gate !== freeze) return gate.judge(situation).length > 0;
    const moving = movingServices(situation).join();
    const closed = known.get(moving) ?? gate.judge(situation).length > 0;
    known.set(moving, closed);
    return closed;
  };
}

function judged(situation: Situation, underWay: ReleaseId | undefined, judge: Judge): Eligibility {
  if (situation.releaseId === underWay) return { refusedBy: undefined, heldBy: [] };
  const closed = (gate: Gate) => judge(gate, situation);
  const refusedBy = refusing.find(closed)?.name;
  const heldBy = refusedBy === undefined ? holding.filter(closed).map(({ name }) => name) : [];
  return { refusedBy, heldBy };
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
