/**
 * One look at many deployments: a request for every ten services, one for every 25 deployments and their rollbacks, the cluster's
 * stopped tasks in one list, one for the health of the tasks that run, and one for each target that is looked at. Targets tell the
 * stage and decide nothing, except for a deployment that is ready, whose deadline is found there: where there are many deployments
 * they take turns.
 */
import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import type { Service, TaskSet } from '@aws-sdk/client-ecs';
import { codeDeployState } from '../../core/live/code-deploy-state.ts';
import type { DeploymentProgress } from '../../core/live/live.ts';
import { isGivenUp } from '../../core/watch/given-up.ts';
import { ownEvents } from '../../core/watch/own-events.ts';
import type { StartedDeployment } from '../../ports/services.ts';
import { describeServices } from '../ecs/describe-services.ts';
import { FollowedDeployments, type Followed } from '../ecs/followed.ts';
import { eventsBetween } from '../ecs/progress.ts';
import { lookForStoppedTasks, stoppedTasksOf } from '../ecs/stopped-tasks.ts';
import { lookForUnhealthyTasks, type Started } from '../ecs/unhealthy-tasks.ts';
import type { CodeDeployAccess } from './access.ts';
import { describeDeployments, isTo } from './deployments.ts';
import { describeTarget, nowhere, whereaboutsOf, type Whereabouts } from './target.ts';
import { primarySetOf, runs, setOf } from './task-sets.ts';

/** What a quiet look may cost, in requests; targets get what the others leave, and at least one. */
const requestsPerLook = 10;

/** What a process remembers between two looks; all of it can be found again. */
export class FollowedThroughCodeDeploy {
  readonly tasks = new FollowedDeployments();
  /** By deployment id, the one that was looked up longest ago first. */
  readonly whereabouts = new Map<string, Whereabouts>();
}

export async function codeDeployProgress(
  access: CodeDeployAccess,
  memory: FollowedThroughCodeDeploy,
  deployments: readonly StartedDeployment[],
): Promise<readonly DeploymentProgress[]> {
  if (deployments.length === 0) return [];
  const services = await describeServices(
    access,
    deployments.map(({ ecsService }) => ecsService),
  );
  const infos = await describeWithRollbacks(access, deployments);
  const looks = deployments.map((deployment): Look => {
    const { ecsService, deploymentId } = deployment;
    return {
      deployment,
      service: services.get(ecsService),
      info: infos.get(deploymentId),
      rollback: infos.get(infos.get(deploymentId)?.rollbackInfo?.rollbackDeploymentId ?? ''),
      followed: memory.tasks.of(deploymentId),
    };
  });
  await lookAtTargets(access, memory, looks);
  const seen = looks.map((look) => seenNow(look, memory));
  const open = seen.filter(({ told }) => told.state !== 'succeeded' && told.state !== 'replaced');
  await lookForStoppedTasks(
    access,
    memory.tasks,
    open.map(({ followed }) => followed),
  );
  const unhealthy = await lookForUnhealthyTasks(
    access,
    open.filter(({ told }) => told.running > 0 && !isGivenUp(told)),
  );
  return seen.map(({ told, followed }) => {
    const stoppedTasks = stoppedTasksOf(followed);
    const { startedBy } = followed;
    return {
      ...told,
      stoppedTasks,
      failedTasks: stoppedTasks.filter(failed).length,
      unhealthyTasks: unhealthy.get(startedBy ?? '') ?? [],
      events: ownEvents(told.events, { startedBy, stoppedTasks }),
    };
  });
}

interface Seen extends Started {
  readonly told: DeploymentProgress;
}

interface Look {
  readonly deployment: StartedDeployment;
  readonly service: Service | undefined;
  readonly info: DeploymentInfo | undefined;
  readonly rollback: DeploymentInfo | undefined;
  readonly followed: Followed;
}

/** A task set's ARN stands for what a service was created with; no deployment is asked for it. */
async function describeWithRollbacks(
  access: CodeDeployAccess,
  deployments: readonly StartedDeployment[],
): Promise<ReadonlyMap<string, DeploymentInfo>> {
  const ids = deployments.map(({ deploymentId }) => deploymentId).filter((id) => id.startsWith('d-'));
  const own = await describeDeployments(access, ids);
  const rollbacks = [...own.values()].flatMap(({ rollbackInfo }) => rollbackInfo?.rollbackDeploymentId ?? []);
  return new Map([...own, ...(await describeDeployments(access, rollbacks))]);
}

async function lookAtTargets(
  access: CodeDeployAccess,
  { whereabouts }: FollowedThroughCodeDeploy,
  looks: readonly Look[],
): Promise<void> {
  const order = [...whereabouts.keys()];
  const open = looks.filter(({ info }) => info?.status === 'InProgress');
  const longestAgo = open.toSorted((a, b) => order.indexOf(idOf(a)) - order.indexOf(idOf(b)));
  const others = Math.ceil(looks.length / 10) + Math.ceil(looks.length / 25) + 2;
  const due = longestAgo.slice(0, Math.max(1, requestsPerLook - others));
  const mustBe = looks.filter(
    (look) => look.info?.status === 'Ready' || (failedInHook(look) && !whereabouts.get(idOf(look))?.hasEnded),
  );
  for (const { info, deployment } of [...mustBe, ...due]) {
    const { deploymentId, ecsService } = deployment;
    if (!info) continue;
    const found = whereaboutsOf(info, await describeTarget(access, deploymentId, ecsService));
    whereabouts.delete(deploymentId);
    whereabouts.set(deploymentId, found);
  }
}

function idOf({ deployment }: Look): string {
  return deployment.deploymentId;
}

/** Which hook it was stands in the target only. */
function failedInHook({ info }: Look): boolean {
  const { code, message = '' } = info?.errorInformation ?? {};
  return code === 'HOOK_EXECUTION_FAILURE' || message.includes('status callback');
}

/** What this look tells, but for its tasks. */
function seenNow(look: Look, { whereabouts }: FollowedThroughCodeDeploy): Seen {
  const { deployment, service, info, rollback, followed } = look;
  const { deploymentId, ecsService } = deployment;
  const set = service && followedSet(look, service);
  followed.startedBy = set?.id ?? followed.startedBy;
  const began = info?.createTime;
  const isOpen = info?.status === 'InProgress' || info?.status === 'Ready';
  const known = whereabouts.get(deploymentId) ?? nowhere;
  const { stage, productionPercent, pause } = isOpen ? known : nowhere;
  const told = {
    ecsService,
    deploymentId,
    state: service?.status === 'ACTIVE' ? stateOf(look, service) : ('failed' as const),
    status: info?.status ?? null,
    running: set?.runningCount ?? 0,
    pending: set?.pendingCount ?? 0,
    desired: set?.computedDesiredCount ?? service?.desiredCount ?? 0,
    failedTasks: 0,
    reason: reasonOf(look),
    stoppedTasks: [],
    unhealthyTasks: [],
    stage,
    productionPercent,
    pause,
    alarms: alarmsOf(info),
    failedHooks: failedInHook(look) ? known.failedEvents : [],
    events: eventsBetween(service, began, rollback?.createTime),
    targetRevision: null,
  };
  return { told, service, followed, began };
}

/** The task set that is to become the primary, or to stay it. */
function followedSet({ deployment, info }: Look, service: Service): TaskSet | undefined {
  const isMade = info !== undefined && isTo(info, deployment.taskDefinition);
  return isMade ? setOf(service, deployment.deploymentId) : primarySetOf(service);
}

function stateOf({ deployment, info, rollback }: Look, service: Service): DeploymentProgress['state'] {
  const primary = primarySetOf(service);
  const draining = (service.taskSets ?? []).filter(({ status }) => status === 'DRAINING');
  return codeDeployState({
    deployment: info
      ? {
          status: info.status ?? 'Unknown',
          createdAt: info.createTime?.getTime() ?? null,
          bringsIt: isTo(info, deployment.taskDefinition),
        }
      : null,
    rollback: rollback?.status ?? null,
    primary: {
      runsIt: runs(primary, deployment.taskDefinition),
      createdAt: primary?.createdAt?.getTime() ?? null,
      running: primary?.runningCount ?? 0,
      desired: primary?.computedDesiredCount ?? 0,
    },
    leaving: draining.reduce((sum, { runningCount = 0 }) => sum + runningCount, 0),
  });
}

function reasonOf({ service, info }: Look): string | null {
  if (service?.status !== 'ACTIVE') return `service ${service?.status ?? 'MISSING'}`;
  const { code, message } = info?.errorInformation ?? {};
  if (message === undefined) return code ?? null;
  return code === undefined ? message : `${message.replace(/\.\s*$/, '')} (${code})`;
}

/** `… Activated alarms: <errors> <latency>` */
function alarmsOf(info: DeploymentInfo | undefined): readonly string[] {
  const { code, message = '' } = info?.errorInformation ?? {};
  return code === 'ALARM_ACTIVE' ? [...message.matchAll(/<([^<>]+)>/g)].map(([, name = '']) => name) : [];
}

/** A task set that is told to go stops its tasks, which is no failure of theirs. */
function failed({ stoppedReason }: DeploymentProgress['stoppedTasks'][number]): boolean {
  return !(stoppedReason ?? '').startsWith('Scaling activity initiated');
}
