import type { Environment } from '../config/config.ts';
import { policyErrors } from '../errors/catalogue/policy.ts';
import { containersOf, type Registrable } from '../task-definition/copy-with-image.ts';
import type { Surroundings } from './scope.ts';

/**
 * The same from a team's own files, for an environment that is not there yet: a definition belongs to the service whose container it
 * has. How services are placed no file says, so they count as standing behind load balancers, in
 * security groups, without capacity providers or hooks.
 *
 * @throws policy-definition-wanted
 */
export function savedSurroundings(
  { services, smoke }: Environment,
  given: readonly Registrable[],
): Surroundings {
  const ofChecks = new Set(
    smoke.flatMap((check) => (check.kind === 'task' ? (check.taskDefinition ?? []) : [])),
  );
  const isOfCheck = (definition: Registrable) => ofChecks.has(String(definition['family']));
  const found = services.map(({ service, container }) => {
    const its = given.find(
      (definition) =>
        !isOfCheck(definition) && containersOf(definition).some(({ name }) => name === container),
    );
    return { service, its };
  });
  const without = found.filter(({ its }) => its === undefined).map(({ service }) => service);
  if (without.length > 0) {
    const families = given.map(({ family }) => String(family));
    throw policyErrors.definitionWanted.error({ families, services: without });
  }
  const shifts = services.some(({ strategy }) => strategy.type !== 'rolling');
  return {
    definitions: new Map(found.flatMap(({ service, its }) => (its ? [[service, [its]] as const] : []))),
    checks: given.filter(isOfCheck),
    capacityProviders: [],
    hookRoles: [],
    traffic: { rules: shifts, listeners: shifts },
    securityGroups: true,
  };
}
