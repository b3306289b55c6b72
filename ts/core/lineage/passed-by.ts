import type { Exception } from '../plan/plan.ts';
import type { Release, ServiceBuild } from '../release/release.ts';
import type { Leg } from './legs.ts';

/** An environment that a release, or some of it, did not come through. */
export interface PassedBy {
  readonly environment: string;
  /** Those whose builds were not verified there, in the release's order. */
  readonly services: readonly string[];
  /** Who answers for that; null where the line has another way, or where nobody does. */
  readonly exception: Exception | null;
}

/**
 * @param there the promotions there that stand for the release
 * @param way all on its way, along the line
 */
export function passedBy(
  environment: string,
  there: readonly Leg[],
  { services }: Release,
  way: readonly Leg[],
): PassedBy {
  const unverified = Object.entries(services).filter(
    ([name, build]) => !there.some((leg) => isOf(leg, name, build)),
  );
  return {
    environment,
    services: unverified.map(([name]) => name),
    exception: hotfixPast(environment, way),
  };
}

/** Whether the promotion verified this very build. */
export function isOf({ verification }: Leg, service: string, { build, digest }: ServiceBuild): boolean {
  const other = verification?.release.services[service];
  return other?.build === build && other.digest === digest;
}

/** The hot fix by which it first came to an environment behind that one. */
function hotfixPast(environment: string, way: readonly Leg[]): Exception | null {
  const leg = way.find((one) => hotfixInto(one) && isBehind(one, environment));
  return leg ? hotfixInto(leg) : null;
}

/** What a promotion passed itself, rather than what its release had passed before. */
export function hotfixInto({ environment, intent }: Leg): Exception | null {
  const { exceptions = [] } = intent.plan;
  return exceptions.find((one) => one.kind === 'hotfix' && one.environment === environment) ?? null;
}

/** Where that was not recorded then, any may be. */
function isBehind({ intent }: Leg, environment: string): boolean {
  return intent.upstream === undefined || environment in intent.upstream;
}
