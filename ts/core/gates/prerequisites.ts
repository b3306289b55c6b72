import type {
  CheckPrerequisite,
  Environment,
  Prerequisite,
  SchemaPrerequisite,
  ServicePrerequisite,
} from '../config/config.ts';
import { gateErrors } from '../errors/catalogue/gate.ts';
import type { Problem } from '../errors/problem.ts';
import { asked } from '../external/check.ts';
import type { Gate } from './gate.ts';
import { instant } from './instant.ts';
import { movingServices } from './moving-services.ts';
import type { Situation } from './situation.ts';

/**
 * A service that comes before what it needs fails in ways that no health check of its own explains. So promotion.yaml says what it
 * needs, and it waits for a database's schema, which the job that changed it has recorded, for another service, or for something outside
 * that is asked. What runs already is not asked for again, nor is anything by `restart`: it brings nothing new.
 */
export const prerequisites: Gate = {
  name: 'prerequisites',
  rule: 'What promotion.yaml wants there before a service comes is there: the schema of a database, a build of another service, the yes of an external check.',
  alsoGoingBack: false,
  judge: (situation) => {
    if (situation.request.kind === 'restart') return [];
    return waitedFor(situation).flatMap(([one, waiting]): readonly Problem[] => {
      const lacking = waiting.filter((name) => !isThere(one, name, situation));
      return lacking.length === 0 ? [] : [refusal(one, lacking, situation)];
    });
  },
};

/** The external checks that this promotion depends on, each with the services that wait for it. */
export function checksToAsk(
  situation: Situation,
): readonly { readonly prerequisite: CheckPrerequisite; readonly services: readonly string[] }[] {
  if (situation.request.kind !== 'promote') return [];
  return waitedFor(situation).flatMap(([prerequisite, services]) =>
    prerequisite.kind === 'check' ? [{ prerequisite, services }] : [],
  );
}

/** What services that would move wait for, each with these. */
function waitedFor(
  situation: Situation,
): readonly (readonly [one: Prerequisite, waiting: readonly string[]])[] {
  const { environment, release } = situation;
  if (environment.prerequisites.length === 0) return [];
  const moving = movingServices(situation);
  return environment.prerequisites
    .map((one) => {
      const needing = one.neededBy.filter((name) => needs(one, release.services[name]?.build));
      return [one, needing.filter((name) => moving.includes(name))] as const;
    })
    .filter(([, waiting]) => waiting.length > 0);
}

function needs({ fromBuild }: Prerequisite, build: number | undefined): boolean {
  return build !== undefined && build >= (fromBuild ?? 0);
}

function isThere(one: Prerequisite, neededBy: string, situation: Situation): boolean {
  switch (one.kind) {
    case 'schema':
      return (recorded(one.database, situation)?.number ?? -1) >= one.schema;
    case 'service':
      return comesInTime(one, neededBy, situation);
    case 'check':
      return situation.checks.get(one)?.open === true;
  }
}

function comesInTime(one: ServicePrerequisite, neededBy: string, situation: Situation): boolean {
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
  switch (one.kind) {
    case 'schema':
      return schemaRefusal(one, services, situation);
    case 'service':
      return serviceRefusal(one, services, situation);
    case 'check':
      return checkRefusal(one, services, situation);
  }
}

function schemaRefusal(
  { database, schema }: SchemaPrerequisite,
  services: readonly string[],
  situation: Situation,
): Problem {
  const found = recorded(database, situation);
  return gateErrors.prerequisiteSchema.problem({
    environment: situation.environment.name,
    services,
    database,
    schema,
    found: found ? { schema: found.number, at: found.at } : null,
  });
}

function serviceRefusal(
  { service, build }: ServicePrerequisite,
  services: readonly string[],
  situation: Situation,
): Problem {
  return gateErrors.prerequisiteService.problem({
    environment: situation.environment.name,
    services,
    service,
    build,
    found: buildHere(service, situation),
    brings: situation.release.services[service]?.build ?? null,
  });
}

function checkRefusal(
  one: CheckPrerequisite,
  services: readonly string[],
  { environment, checks }: Situation,
): Problem {
  const { said = 'was not asked', tryAt = null } = checks.get(one) ?? {};
  return gateErrors.prerequisiteCheck.problem({
    environment: environment.name,
    services,
    check: one.check.name,
    asked: asked(one.check),
    said,
    tryAt: tryAt === null ? null : instant(tryAt),
  });
}
