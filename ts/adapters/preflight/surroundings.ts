import type { DeepChecks, Surroundings } from '../../ports/preflight.ts';
import type { EcsAccess } from '../ecs/access.ts';
import { describeServices } from '../ecs/describe-services.ts';
import { targetGroups, targetHealth, trafficOfRule, trafficTo } from './load-balancing.ts';
import { settingsOf } from './service-settings.ts';

/** What the clients of ECS and Elastic Load Balancing see around the services of a cluster. */
export function ecsSurroundings(access: EcsAccess, deepChecks: () => DeepChecks | string): Surroundings {
  return {
    settings: async (ecsServices) =>
      new Map(
        [...(await describeServices(access, ecsServices))].map(([name, service]) => [
          name,
          settingsOf(service),
        ]),
      ),
    targetGroups: (arns) => targetGroups(access, arns),
    targetHealth: (group) => targetHealth(access, group),
    trafficOfRule: (rule) => trafficOfRule(access, rule),
    trafficTo: (group, loadBalancers) => trafficTo(access, group, loadBalancers),
    deepChecks,
  };
}
