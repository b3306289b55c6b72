/**
 * Moving a service through CodeDeploy. A promotion registers one task definition of its own for each service, so a deployment whose
 * AppSpec names it is the promotion's, whoever finds it; a task set names the deployment that made it. Nothing is remembered.
 */
import { CreateDeploymentCommand, type DeploymentInfo } from '@aws-sdk/client-codedeploy';
import type { Service } from '@aws-sdk/client-ecs';
import type { CodeDeployStrategy } from '../../core/config/config.ts';
import { codeDeployErrors } from '../../core/errors/catalogue/codedeploy.ts';
import type { DeployOptions, StartedDeployment } from '../../ports/services.ts';
import { describeActiveService } from '../ecs/describe-services.ts';
import type { TaskDefinitions } from '../ecs/task-definitions.ts';
import { wasRefusedWith } from '../ecs/translated.ts';
import { askCodeDeploy, type CodeDeployAccess } from './access.ts';
import { revisionTo } from './app-spec.ts';
import { activeDeployment, isRollback, isTo, newestDeploymentTo } from './deployments.ts';
import { stopDeployment } from './steer.ts';
import { lingeringSets, primarySetOf, runs } from './task-sets.ts';

export interface Wish extends Omit<DeployOptions, 'strategy'> {
  readonly access: CodeDeployAccess;
  readonly taskDefinitions: TaskDefinitions;
  readonly strategy: CodeDeployStrategy;
  readonly ecsService: string;
  readonly taskDefinition: string;
}

/**
 * @throws codedeploy-controller, codedeploy-group-missing, codedeploy-busy while the group is at somebody else's deployment, and
 *   codedeploy-refused
 */
export async function deployThroughCodeDeploy(wish: Wish): Promise<StartedDeployment> {
  const { access, strategy, ecsService, taskDefinition, ended } = wish;
  const service = await describeActiveService(access, ecsService);
  refuseOtherControllers(wish, service);
  const active = await activeDeployment(access, strategy);
  if (active && isTo(active, taskDefinition)) return following(wish, active.deploymentId ?? '');
  if (!active && isThere(service, taskDefinition)) return following(wish, whatBroughtIt(service));
  if (ended === 'adopt') {
    const past = await pastDeployment(wish, service);
    if (past !== undefined) return following(wish, past);
  } else if (active) {
    const undone = await undoing(wish, active);
    if (undone !== undefined) return following(wish, undone);
  }
  wish.taskDefinitions.willBeDeployed(taskDefinition);
  return await create(wish, service);
}

function refuseOtherControllers({ access, ecsService }: Wish, service: Service): void {
  const controller = service.deploymentController?.type ?? 'ECS';
  if (controller === 'CODE_DEPLOY') return;
  throw codeDeployErrors.controller.error({ cluster: access.cluster, ecsService, controller });
}

/** The primary task set runs it and is alone: a set that a stopped deployment has left beside it goes with the next deployment only. */
function isThere(service: Service, taskDefinition: string): boolean {
  return runs(primarySetOf(service), taskDefinition) && lingeringSets(service).length === 0;
}

/** The deployment that made the primary task set; the set itself where the service was created with it. */
function whatBroughtIt(service: Service): string {
  const primary = primarySetOf(service);
  return primary?.externalId ?? primary?.taskSetArn ?? '';
}

/** A deployment to the task definition that has ended: one whose task set is still there, or an older one. */
async function pastDeployment(wish: Wish, service: Service): Promise<string | undefined> {
  const { access, taskDefinitions, strategy, taskDefinition } = wish;
  if (taskDefinitions.isFresh(taskDefinition)) return undefined;
  const set = (service.taskSets ?? []).find((each) => runs(each, taskDefinition));
  if (set?.externalId !== undefined) return set.externalId;
  const { registeredAt = 0 } = await taskDefinitions.describe(taskDefinition);
  const since = new Date(registeredAt - 1000);
  return (await newestDeploymentTo(access, strategy, taskDefinition, since))?.deploymentId;
}

/**
 * While the group undoes a deployment, or this promotion's own is under way, a new one would be refused, and rolling back is what is
 * wanted: it is told to, if need be, and followed. Whether it brought the task definition back shows at its end.
 */
async function undoing(
  { access, ecsService, promotion }: Wish,
  active: DeploymentInfo,
): Promise<string | undefined> {
  const { deploymentId = '' } = active;
  if (isRollback(active)) return deploymentId;
  if (active.description !== descriptionOf(promotion)) return undefined;
  await stopDeployment(access, { deploymentId, ecsService }, 'rollback');
  return deploymentId;
}

function following({ ecsService, taskDefinition }: Wish, deploymentId: string): StartedDeployment {
  return { ecsService, taskDefinition, deploymentId, adopted: true };
}

const busy = 'DeploymentLimitExceededException';

async function create(wish: Wish, service: Service): Promise<StartedDeployment> {
  const { access, strategy, ecsService, taskDefinition, promotion } = wish;
  const { application, deploymentGroup, configuration, hooks } = strategy;
  const about = `the deployment group ${application}/${deploymentGroup}`;
  const request = new CreateDeploymentCommand({
    applicationName: application,
    deploymentGroupName: deploymentGroup,
    revision: revisionTo(taskDefinition, service, access.cluster, hooks),
    description: descriptionOf(promotion),
    ...(configuration !== undefined && { deploymentConfigName: configuration }),
  });
  try {
    const { deploymentId } = await askCodeDeploy(access, 'CreateDeployment', about, [busy], (options) =>
      access.codedeploy.send(request, options),
    );
    if (deploymentId !== undefined) return { ecsService, taskDefinition, deploymentId, adopted: false };
  } catch (error) {
    if (!wasRefusedWith(error, busy)) throw error;
    return await ownOrRefused(wish, error);
  }
  throw codeDeployErrors.answerIncomplete.error({
    operation: 'CreateDeployment',
    about,
    member: 'deploymentId',
  });
}

/** CreateDeployment knows no token: when its answer was lost, the second attempt meets the deployment of the first. */
async function ownOrRefused(wish: Wish, cause: unknown): Promise<StartedDeployment> {
  const { application, deploymentGroup } = wish.strategy;
  const active = await activeDeployment(wish.access, wish.strategy);
  if (active && isTo(active, wish.taskDefinition)) return following(wish, active.deploymentId ?? '');
  throw codeDeployErrors.busy.error(
    {
      application,
      deploymentGroup,
      deploymentId: active?.deploymentId ?? 'unknown',
      description: active?.description ?? null,
    },
    { cause },
  );
}

/** For whoever looks at the deployment in AWS, and to know one's own again. */
function descriptionOf(promotion: string): string {
  return `ecs-promote: promotion ${promotion}`;
}
