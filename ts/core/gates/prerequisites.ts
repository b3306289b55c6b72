import type { Environment, Prerequisite } from '../config/config.ts';
import { gateErrors } from '../errors/catalogue/gate.ts';
import type { Problem } from '../errors/problem.ts';
import type { Gate } from './gate.ts';
import { movingServices } from './moving-services.ts';
import type { Situation } from './situation.ts';

/**
 * A service that comes before what it needs fails in ways that no health check of its own explains. So promotion.yaml says what it
 * needs, and it waits for a database's schema, which the job that changed it has recorded, or for another service. What runs already is
 * not asked again, nor is `restart`: it brings nothing new.
 */
export const prerequisites: Gate = {
  name: 'prerequisites',
  rule: 'What promotion.yaml wants there before a service comes is there: the schema of a database, a build of another service.',
  alsoGoingBack: false,
  judge: (situation) => {
    const { environment, release, request } = situation;
    if (request.kind === 'restart' || environment.prerequisites.length === 0) return [];
    const moving = movingServices(situation);
    return environment.prerequisites.flatMap((one): readonly Problem[] => {
      const waiting = one.neededBy.filter(
        (name) => moving.includes(name) && needs(one, release.services[name]?.build),
      );
      const lacking = waiting.filter((name) => !isThere(one, name, situation));
      return lacking.length === 0 ? [] : [refusal(one, lacking, situation)];
    });
  },
};

function needs({ fromBuild }: Prerequisite, build: number | undefined): boolean {
  return build !== undefined && build >= (fromBuild ?? 0);
}

function isThere(one: Prerequisite, neededBy: string, situation: Situation): boolean {
  if (one.kind === 'schema') return (recorded(one.database, situation)?.number ?? -1) >= one.schema;
  const now = buildHere(one.service, situation);
  const then = situation.release.services[one.service]?.build ?? now;
  const movesBefore = isEarlier(one.service, neededBy, situation.environment);
  return then !== null && then >= one.build && (movesBefore || (now !== null && now >= one.build));
}

/** Terraform moves all services at once, whatever wave they are in. */
function isEarlier(one: string, other: string, { engine, waves }: Environment): boolean {
  const waveOf = (name: string) => waves.findIndex((names) => names.includes(name));
  return engine !== 'terraform' && waveOf(one) < waveOf(other);
}

function recorded(database: string, { state }: Situation) {
  return state.schemas.get(database);
}

/** The build that was verified here last; null for none. */
function buildHere(service: string, { state }: Situation): number | null {
  return state.lastVerified?.release.services[service]?.build ?? null;
}

function refusal(one: Prerequisite, services: readonly string[], situation: Situation): Problem {
  const environment = situation.environment.name;
  if (one.kind === 'schema') {
    const { database, schema } = one;
    const found = recorded(database, situation);
    return gateErrors.prerequisiteSchema.problem({
      environment,
      services,
      database,
      schema,
      found: found ? { schema: found.number, at: found.at } : null,
    });
  }
  const { service, build } = one;
  return gateErrors.prerequisiteService.problem({
    environment,
    services,
    service,
    build,
    found: buildHere(service, situation),
    brings: situation.release.services[service]?.build ?? null,
  });
}
