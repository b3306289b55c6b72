/**
 * Moving a service. UpdateService does not say which service deployment it started, so the deployment is known by its task definition:
 * a promotion registers one of its own for each service, and whoever finds a deployment to it has found the promotion's.
 */
import {
  UpdateServiceCommand,
  type Deployment,
  type Service,
  type UpdateServiceCommandInput,
} from '@aws-sdk/client-ecs';
import { ecsErrors } from '../../core/errors/catalogue/ecs.ts';
import type { DeployOptions, StartedDeployment } from '../../ports/services.ts';
import { ask, lastSegment, type EcsAccess } from './access.ts';
import { describeActiveService, primaryOf } from './describe-services.ts';
import { deploymentConfiguration } from './deployment-configuration.ts';
import type { FollowedDeployments } from './followed.ts';
import { newestServiceDeploymentTo, serviceDeploymentOf, startedByOf } from './service-deployments.ts';
import type { TaskDefinitions } from './task-definitions.ts';

export interface Deploying {
  readonly access: EcsAccess;
  readonly taskDefinitions: TaskDefinitions;
  readonly followed: FollowedDeployments;
}

export async function deploy(
  deploying: Deploying,
  ecsService: string,
  taskDefinition: string,
  { ended, strategy }: DeployOptions,
): Promise<StartedDeployment> {
  const service = await describeActiveService(deploying.access, ecsService);
  refuseOtherControllers(deploying.access, ecsService, service);
  const primary = primaryOf(service);
  const runsIt = primary !== undefined && isSame(primary.taskDefinition, taskDefinition);
  if (runsIt && !(ended === 'again' && primary.rolloutState === 'FAILED')) {
    return await followEntry(deploying, ecsService, primary, true);
  }
  if (ended === 'adopt') {
    const past = await endedDeployment(deploying, service, ecsService, taskDefinition);
    if (past) return past;
  }
  deploying.taskDefinitions.willBeDeployed(taskDefinition);
  const started = await update(deploying.access, ecsService, {
    taskDefinition,
    ...(strategy.type !== 'rolling' &&
      strategy.type !== 'codeDeploy' && {
        deploymentConfiguration: deploymentConfiguration(service.deploymentConfiguration ?? {}, strategy),
      }),
    // The service is on that definition already, and only force makes ECS deploy it anew.
    ...(runsIt && { forceNewDeployment: true }),
  });
  return await followEntry(deploying, ecsService, started, false);
}

function refuseOtherControllers({ cluster }: EcsAccess, ecsService: string, service: Service): void {
  const controller = service.deploymentController?.type ?? 'ECS';
  if (controller !== 'ECS') throw ecsErrors.controllerNotOurs.error({ cluster, ecsService, controller });
}

/** A deployment to the task definition that the service has left again: still draining, or in ECS's history. */
async function endedDeployment(
  deploying: Deploying,
  service: Service,
  ecsService: string,
  taskDefinition: string,
): Promise<StartedDeployment | undefined> {
  const { access, taskDefinitions, followed } = deploying;
  if (taskDefinitions.isFresh(taskDefinition)) return undefined;
  const draining = service.deployments?.find((entry) => isSame(entry.taskDefinition, taskDefinition));
  if (draining) return await followEntry(deploying, ecsService, draining, true);
  const { registeredAt } = await taskDefinitions.describe(taskDefinition);
  const after = registeredAt === undefined ? undefined : new Date(registeredAt - 1000);
  const past = await newestServiceDeploymentTo(access, ecsService, taskDefinition, after);
  if (past?.serviceDeploymentArn === undefined) return undefined;
  const remembered = followed.of(past.serviceDeploymentArn);
  remembered.startedBy = startedByOf(past.targetServiceRevisionArn ?? '');
  remembered.listedBefore = true;
  return { ecsService, taskDefinition, deploymentId: past.serviceDeploymentArn, adopted: true };
}

async function update(
  access: EcsAccess,
  ecsService: string,
  changes: Pick<
    UpdateServiceCommandInput,
    'taskDefinition' | 'deploymentConfiguration' | 'forceNewDeployment'
  >,
): Promise<Deployment> {
  const about = `service ${ecsService}`;
  const answer = await ask(access, 'ecs:UpdateService', about, (options) =>
    access.ecs.send(
      new UpdateServiceCommand({ cluster: access.cluster, service: ecsService, ...changes }),
      options,
    ),
  );
  const primary = answer.service && primaryOf(answer.service);
  const { taskDefinition = '' } = changes;
  if (primary && isSame(primary.taskDefinition, taskDefinition)) return primary;
  throw ecsErrors.answerIncomplete.error({
    operation: 'UpdateService',
    member: `primary deployment of ${lastSegment(taskDefinition)}`,
    about,
  });
}

/**
 * The service deployment is often not visible right after UpdateService. It isn't waited for: until it can be seen, the entry's own id
 * stands for the deployment, and `progress` keeps looking.
 */
async function followEntry(
  { access, followed }: Deploying,
  ecsService: string,
  entry: Deployment,
  adopted: boolean,
): Promise<StartedDeployment> {
  const startedBy = entry.id ?? '';
  const arn = await serviceDeploymentOf(access, ecsService, entry);
  const deploymentId = arn ?? startedBy;
  const remembered = followed.of(deploymentId);
  remembered.startedBy = startedBy;
  remembered.startedByIsSure = true;
  remembered.listedBefore ||= adopted;
  return { ecsService, taskDefinition: entry.taskDefinition ?? '', deploymentId, adopted };
}

/** A task definition may be given by ARN or as `family:revision`. */
function isSame(arn: string | undefined, taskDefinition: string): boolean {
  return arn !== undefined && lastSegment(arn) === lastSegment(taskDefinition);
}
