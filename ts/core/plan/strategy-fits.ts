import type { CodeDeployStrategy, ServiceTarget } from '../config/config.ts';
import { planErrors } from '../errors/catalogue/plan.ts';
import type { Problem } from '../errors/problem.ts';
import type { LiveTarget } from '../gates/situation.ts';
import type { ActiveService } from '../live/live.ts';

/**
 * Whether the service can move as its strategy says, seen from how it is set up in AWS. ECS would refuse some of it half-way, and do
 * some of it otherwise than the configuration says; both are told before anything happens.
 */
export function strategyProblems(
  target: ServiceTarget,
  service: ActiveService,
  { codeDeploy }: LiveTarget,
  where: { readonly environment: string; readonly cluster: string },
): readonly Problem[] {
  const { strategy } = target;
  const wanted = strategy.type === 'codeDeploy' ? 'CODE_DEPLOY' : 'ECS';
  if (service.controller !== wanted) {
    return [
      planErrors.controller.problem({
        service: target.service,
        ecsService: service.ecsService,
        controller: service.controller,
        strategy: strategy.type,
      }),
    ];
  }
  switch (strategy.type) {
    case 'rolling':
      return rollingProblems(target, service);
    case 'codeDeploy':
      return codeDeployProblems(target, strategy, codeDeploy, where);
    case 'blueGreen':
    case 'canary':
    case 'linear':
      return [...nativeProblems(target, service), ...hookProblems(target, service)];
  }
}

/** A service that is set to shift traffic would do that for a rolling update, too. */
function rollingProblems(
  { service }: ServiceTarget,
  { ecsService, strategy }: ActiveService,
): readonly Problem[] {
  return strategy === 'ROLLING'
    ? []
    : [planErrors.strategyDiffers.problem({ service, ecsService, strategy })];
}

/** Without a load balancer there is no traffic to shift, which ECS allows: the new tasks run beside the old ones, then those go. */
function nativeProblems(
  { service, strategy }: ServiceTarget,
  { ecsService, loadBalancers }: ActiveService,
): readonly Problem[] {
  const fixed = loadBalancers.filter(({ shiftable }) => !shiftable);
  return fixed.length === 0
    ? []
    : [
        planErrors.trafficFixed.problem({
          service,
          ecsService,
          strategy: strategy.type,
          targetGroups: fixed.map(({ targetGroup }) => targetGroup ?? 'a Classic Load Balancer'),
        }),
      ];
}

function hookProblems({ service }: ServiceTarget, { ecsService, hooks }: ActiveService): readonly Problem[] {
  return hooks
    .filter(({ onTimeout }) => onTimeout === 'CONTINUE')
    .map(({ target, stages }) =>
      planErrors.hookContinues.problem({ service, ecsService, hook: target, stages }),
    );
}

function codeDeployProblems(
  { service, ecsService }: ServiceTarget,
  { application, deploymentGroup, pause }: CodeDeployStrategy,
  group: LiveTarget['codeDeploy'],
  { cluster }: { readonly cluster: string },
): readonly Problem[] {
  const names = { service, application, deploymentGroup };
  if (!group || group.status === 'missing') {
    const what = group?.what ?? 'application';
    return [planErrors.codeDeployMissing.problem({ ...names, what })];
  }
  const clusterName = cluster.slice(cluster.lastIndexOf('/') + 1);
  const deploysIt = group.deploys.some(
    (each) => each.ecsService === ecsService && each.cluster === clusterName,
  );
  return [
    ...(deploysIt
      ? []
      : [
          planErrors.codeDeployOther.problem({
            ...names,
            wanted: `${clusterName}/${ecsService}`,
            deploys: group.deploys.map((each) => `${each.cluster}/${each.ecsService}`),
          }),
        ]),
    ...(pause && !group.readyWait ? [planErrors.codeDeployNoWait.problem(names)] : []),
  ];
}
