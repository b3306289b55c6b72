import { ListServicesCommand, type DeploymentConfiguration, type Service } from '@aws-sdk/client-ecs';
import type { ClusterPicture, ServicePicture } from '../../core/init/cluster.ts';
import type { StrategyFile } from '../../core/config/strategy-schema.ts';
import type { Account } from '../../ports/account.ts';
import type { Clusters } from '../../ports/clusters.ts';
import type { CodeDeployAlone } from '../codedeploy/access.ts';
import { describeDeployments } from '../codedeploy/deployments.ts';
import { ask, lastSegment, type EcsAlone } from '../ecs/access.ts';
import { describeServices } from '../ecs/describe-services.ts';
import { describeTaskDefinition } from '../ecs/describe-task-definition.ts';

export interface Access extends Omit<EcsAlone, 'cluster'>, CodeDeployAlone {
  readonly region: string;
  readonly account: Account;
}

/** Clusters of one account and region. */
export function ecsClusters(access: Access): Clusters {
  return {
    picture: async (cluster): Promise<ClusterPicture> => {
      const inCluster = { ...access, cluster };
      const { accountId } = await access.account.whoAmI();
      const found = await describeServices(inCluster, await namesIn(inCluster));
      const active = [...found.values()].filter(({ status }) => status === 'ACTIVE');
      const groups = await groupsOf(active, access);
      const services: ServicePicture[] = [];
      for (const service of active) services.push(await pictureOf(service, groups, inCluster));
      return { cluster: lastSegment(cluster), region: access.region, accountId, services };
    },
  };
}

/** By name. ListServices gives at most a hundred a page (ECS API reference). */
async function namesIn(access: EcsAlone): Promise<readonly string[]> {
  const names: string[] = [];
  let nextToken: string | undefined;
  do {
    const request = new ListServicesCommand({ cluster: access.cluster, maxResults: 100, nextToken });
    const answer = await ask(access, 'ecs:ListServices', 'its services', (options) =>
      access.ecs.send(request, options),
    );
    names.push(...(answer.serviceArns ?? []).map(lastSegment));
    nextToken = answer.nextToken;
  } while (nextToken !== undefined);
  return names.sort();
}

interface Group {
  readonly application: string;
  readonly deploymentGroup: string;
}

/** ECS does not tell which deployment group moves a service; the deployment that made its newest task set does. */
async function groupsOf(
  services: readonly Service[],
  access: CodeDeployAlone,
): Promise<ReadonlyMap<string, Group>> {
  const deployments = new Map(
    services.flatMap(({ serviceName = '', taskSets = [] }) => {
      const made = taskSets.filter(({ externalId }) => externalId?.startsWith('d-'));
      return made.map(({ externalId = '' }) => [serviceName, externalId] as const);
    }),
  );
  const found = await describeDeployments(access, [...deployments.values()]);
  return new Map(
    [...deployments].flatMap(([service, id]) => {
      const { applicationName, deploymentGroupName } = found.get(id) ?? {};
      return applicationName === undefined || deploymentGroupName === undefined
        ? []
        : [[service, { application: applicationName, deploymentGroup: deploymentGroupName }] as const];
    }),
  );
}

async function pictureOf(
  service: Service,
  groups: ReadonlyMap<string, Group>,
  access: EcsAlone,
): Promise<ServicePicture> {
  const { serviceName: ecsService = '', deploymentController, desiredCount = 0 } = service;
  const controller = deploymentController?.type ?? 'ECS';
  const primary = service.taskSets?.find(({ status }) => status === 'PRIMARY');
  const taskDefinition = primary?.taskDefinition ?? service.taskDefinition ?? '';
  const definition = taskDefinition === '' ? undefined : await describeTaskDefinition(access, taskDefinition);
  const balancers = [...(service.loadBalancers ?? []), ...(primary?.loadBalancers ?? [])];
  const group = groups.get(ecsService);
  const strategy =
    controller === 'CODE_DEPLOY'
      ? { type: 'codeDeploy' as const, ...(group ?? consoleNames(lastSegment(access.cluster), ecsService)) }
      : nativeStrategy(service.deploymentConfiguration ?? {});
  return {
    ecsService,
    controller,
    ...(strategy && { strategy }),
    groupKnown: group !== undefined,
    desiredCount,
    containers: containersOf(definition?.taskDefinition.definition['containerDefinitions']),
    balanced: balancers.flatMap(({ containerName }) => containerName ?? []),
  };
}

/** What the console calls them, shortened as CodeDeploy limits names. */
function consoleNames(cluster: string, ecsService: string): Group {
  return {
    application: `AppECS-${cluster}-${ecsService}`.slice(0, 100),
    deploymentGroup: `DgpECS-${cluster}-${ecsService}`.slice(0, 100),
  };
}

/** Absent members are ECS' own defaults, which are ours, too (DeploymentConfiguration, ECS API reference). */
function nativeStrategy({
  strategy,
  bakeTimeInMinutes,
  canaryConfiguration: canary,
  linearConfiguration: linear,
}: DeploymentConfiguration): StrategyFile | undefined {
  const bake = bakeTimeInMinutes === undefined ? {} : { bakeMinutes: bakeTimeInMinutes };
  switch (strategy) {
    case 'BLUE_GREEN':
      return { type: 'blueGreen', ...bake };
    case 'CANARY':
      return {
        type: 'canary',
        ...(canary?.canaryPercent !== undefined && { percent: canary.canaryPercent }),
        ...(canary?.canaryBakeTimeInMinutes !== undefined && { bakeMinutes: canary.canaryBakeTimeInMinutes }),
      };
    case 'LINEAR':
      return {
        type: 'linear',
        ...(linear?.stepPercent !== undefined && { stepPercent: linear.stepPercent }),
        ...(linear?.stepBakeTimeInMinutes !== undefined && { stepBakeMinutes: linear.stepBakeTimeInMinutes }),
        ...bake,
      };
    default:
      return undefined;
  }
}

/** As ECS describes them; a container is essential unless it says otherwise. */
function containersOf(definitions: unknown): ServicePicture['containers'] {
  const all = Array.isArray(definitions) ? (definitions as Record<string, unknown>[]) : [];
  return all.map(({ name, image, essential }) => ({
    name: String(name),
    image: typeof image === 'string' ? image : '',
    essential: essential !== false,
  }));
}
