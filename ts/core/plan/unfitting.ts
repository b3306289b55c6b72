import type { ServiceTarget } from '../config/config.ts';
import { planErrors } from '../errors/catalogue/plan.ts';
import type { Problem } from '../errors/problem.ts';
import type { LiveTarget, Situation } from '../gates/situation.ts';

/** What in configuration, release and cluster does not fit together: no gate could be opened to mend it. */
export function unfitting(situation: Situation): readonly Problem[] {
  const { config, environment, release, live } = situation;
  const known = config.services.map(({ name }) => name);
  const strangers = Object.keys(release.services).filter((name) => !known.includes(name));
  const engine =
    environment.engine === 'ecs'
      ? []
      : [planErrors.engineUnavailable.problem({ environment: environment.name, engine: environment.engine })];
  const targets = environment.services.filter(({ service }) => service in release.services);
  return [
    ...strangers.map((service) => planErrors.unknownService.problem({ service, known })),
    ...engine,
    ...targets.flatMap((target) => [
      ...unavailableStrategy(target, environment.name),
      ...unfittingService(target, live.get(target.service), environment.cluster),
    ]),
  ];
}

function unavailableStrategy({ service, strategy }: ServiceTarget, environment: string): readonly Problem[] {
  if (strategy.type === 'rolling') return [];
  return [planErrors.strategyUnavailable.problem({ environment, service, strategy: strategy.type })];
}

function unfittingService(
  target: ServiceTarget,
  live: LiveTarget | undefined,
  cluster: string,
): readonly Problem[] {
  const { service, ecsService, container, strategy } = target;
  if (live?.service.status !== 'active') {
    return [planErrors.serviceMissing.problem({ service, ecsService, cluster })];
  }
  const { controller } = live.service;
  if (controller !== 'ECS') {
    return [planErrors.controller.problem({ service, ecsService, controller, strategy: strategy.type })];
  }
  const { template } = live;
  const containers = template?.containers.map(({ name }) => name) ?? [];
  if (template && !containers.includes(container)) {
    return [
      planErrors.containerMissing.problem({ service, container, taskDefinition: template.arn, containers }),
    ];
  }
  return [];
}
