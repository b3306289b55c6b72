import type { ServiceTarget } from '../config/config.ts';
import type { EnvironmentState } from '../ledger/environment-state.ts';
import type { ActiveService, CodeDeployGroup, TaskDefinition } from '../live/live.ts';
import type { Situation } from '../gates/situation.ts';
import type { ServiceBuild } from '../release/release.ts';
import { differingMembers } from '../task-definition/differing-members.ts';
import type { Action, DeployAction } from './plan.ts';

/**
 * One action a service of the release, wave by wave and in the order of the configuration: `keep` where it runs the release's image already, else
 * `deploy`. Called once everything is known to fit (`unfitting.ts`), so a service that is not active has no action.
 */
export function actionsOf(situation: Situation): readonly Action[] {
  const { environment, release, live, request, state } = situation;
  const inOrder = environment.waves.flatMap((names, index) =>
    environment.services
      .filter(({ service }) => names.includes(service))
      .map((target) => ({ target, wave: index + 1 })),
  );
  return inOrder.flatMap(({ target, wave }): readonly Action[] => {
    const build = release.services[target.service];
    const found = live.get(target.service);
    if (!build) return [];
    const moving = { ...target, wave: situation.stack ? 1 : wave };
    if (situation.stack && found?.service.status !== 'active')
      return [byTerraform(moving, build, null, fromBuildOf(state, target.service))];
    if (found?.service.status !== 'active' || !found.template) return [];
    const now = { ...found, service: found.service, template: found.template };
    if (runsAlready(now, target, build) && request.kind !== 'restart')
      return [keep(target, build, now.service)];
    const fromBuild = fromBuildOf(state, target.service);
    return [
      situation.stack ? byTerraform(moving, build, now, fromBuild) : deploy(moving, build, now, fromBuild),
    ];
  });
}

interface Now {
  readonly service: ActiveService;
  readonly current: TaskDefinition | null;
  readonly template: TaskDefinition;
  readonly codeDeploy: CodeDeployGroup | null;
}

/** The image by digest, and no deployment under way that would change it. */
function runsAlready({ service, current }: Now, { container }: ServiceTarget, build: ServiceBuild): boolean {
  const settled = service.inProgress === null || service.inProgress.taskDefinition === service.taskDefinition;
  return settled && imageIn(current, container) === imageOf(build);
}

function keep(target: ServiceTarget, build: ServiceBuild, service: ActiveService): Action {
  return {
    action: 'keep',
    service: target.service,
    ecsService: target.ecsService,
    container: target.container,
    build: build.build,
    digest: build.digest,
    taskDefinition: service.taskDefinition,
    desiredCount: service.desiredCount,
  };
}

function fromBuildOf({ lastVerified }: EnvironmentState, service: string): number | null {
  return lastVerified?.release.services[service]?.build ?? null;
}

function deploy(
  target: ServiceTarget & Pick<DeployAction, 'wave'>,
  build: ServiceBuild,
  now: Now,
  fromBuild: number | null,
): Action {
  const { service, current, template } = now;
  return {
    action: 'deploy',
    service: target.service,
    ecsService: target.ecsService,
    container: target.container,
    fromBuild,
    toBuild: build.build,
    image: imageOf(build),
    digest: build.digest,
    template: template.arn,
    replaces: current?.arn ?? null,
    alsoChanges: current ? differingMembers(current.definition, template.definition, target.container) : [],
    desiredCount: service.desiredCount,
    strategy: target.strategy,
    waitMinutes: now.codeDeploy?.status === 'found' ? now.codeDeploy.waitMinutes : 0,
    wave: target.wave,
  };
}

/** Which task definition it gets, only Terraform knows. */
function byTerraform(
  target: ServiceTarget & Pick<DeployAction, 'wave'>,
  build: ServiceBuild,
  now: Pick<Now, 'service' | 'current'> | null,
  fromBuild: number | null,
): Action {
  return {
    action: 'deploy',
    service: target.service,
    ecsService: target.ecsService,
    container: target.container,
    fromBuild,
    toBuild: build.build,
    image: imageOf(build),
    digest: build.digest,
    template: null,
    replaces: now?.current?.arn ?? null,
    alsoChanges: [],
    desiredCount: now?.service.desiredCount ?? null,
    strategy: target.strategy,
    waitMinutes: 0,
    wave: target.wave,
  };
}

function imageIn(definition: TaskDefinition | null, container: string): string | undefined {
  return definition?.containers.find(({ name }) => name === container)?.image;
}

function imageOf({ image, digest }: ServiceBuild): string {
  return `${image}@${digest}`;
}
