import type { ServiceTarget } from '../config/config.ts';
import { planErrors } from '../errors/catalogue/plan.ts';
import type { Problem } from '../errors/problem.ts';
import type { LiveTarget, Situation } from '../gates/situation.ts';
import { strategyProblems } from './strategy-fits.ts';

/** What in configuration, release and cluster does not fit together: no gate could be opened to mend it. */
export function unfitting(situation: Situation): readonly Problem[] {
  const { config, environment, release, live } = situation;
  const known = config.services.map(({ name }) => name);
  const strangers = Object.keys(release.services).filter((name) => !known.includes(name));
  const targets = environment.services.filter(({ service }) => service in release.services);
  return [
    ...strangers.map((service) => planErrors.unknownService.problem({ service, known })),
    ...restartByTerraform(situation),
    ...targets.flatMap((target) => unfittingService(target, live.get(target.service), situation)),
  ];
}

/** Terraform does nothing where nothing is different. */
function restartByTerraform({ stack, request, environment: { name } }: Situation): readonly Problem[] {
  return stack && request.kind === 'restart'
    ? [planErrors.restartByTerraform.problem({ environment: name })]
    : [];
}

function unfittingService(
  target: ServiceTarget,
  live: LiveTarget | undefined,
  { environment: { name: environment, cluster }, stack }: Situation,
): readonly Problem[] {
  const { service, ecsService, container } = target;
  if (live?.service.status !== 'active') {
    // Terraform may be about to create it; whether it did is seen afterwards.
    if (stack) return [];
    return [planErrors.serviceMissing.problem({ service, ecsService, cluster })];
  }
  const problems = strategyProblems(target, live.service, live, { environment, cluster });
  if (problems.length > 0) return problems;
  const { template } = live;
  const containers = template?.containers.map(({ name }) => name) ?? [];
  if (template && !containers.includes(container)) {
    return [
      planErrors.containerMissing.problem({ service, container, taskDefinition: template.arn, containers }),
    ];
  }
  return [];
}
