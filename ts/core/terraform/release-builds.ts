import type { Service } from '../config/config.ts';
import type { Release } from '../release/release.ts';
import { variableName } from '../service-env/variable-name.ts';
import type { ServiceBuildVariables } from './builds.ts';

/** What a stack gets of a release: the builds of its services, under the variables that promotion.yaml names. */
export function releaseBuilds(
  { services }: Release,
  configured: readonly Pick<Service, 'name' | 'variable'>[],
): readonly ServiceBuildVariables[] {
  return Object.entries(services).map(([service, { tag, image, digest }]) => {
    const variable = configured.find(({ name }) => name === service)?.variable ?? variableName(service);
    return { service, variable, tag, image, digest };
  });
}
