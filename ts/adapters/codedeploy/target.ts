import {
  BatchGetDeploymentTargetsCommand,
  type DeploymentInfo,
  type ECSTarget,
} from '@aws-sdk/client-codedeploy';
import type { DeploymentProgress, Pause } from '../../core/live/live.ts';
import { lastSegment } from '../ecs/access.ts';
import { askCodeDeploy, type CodeDeployAccess } from './access.ts';

/** A deployment's one target, which holds its lifecycle events. CodeDeploy names it `cluster:service`. */
export async function describeTarget(
  access: CodeDeployAccess,
  deploymentId: string,
  ecsService: string,
): Promise<ECSTarget | undefined> {
  const targetIds = [`${lastSegment(access.cluster)}:${ecsService}`];
  const { deploymentTargets = [] } = await askCodeDeploy(
    access,
    'BatchGetDeploymentTargets',
    `deployment ${deploymentId}`,
    [],
    (options) =>
      access.codedeploy.send(new BatchGetDeploymentTargetsCommand({ deploymentId, targetIds }), options),
  );
  return deploymentTargets[0]?.ecsTarget;
}

/** What a deployment shows of itself in its target. */
export interface Whereabouts extends Pick<DeploymentProgress, 'stage' | 'productionPercent' | 'pause'> {
  /** Lifecycle events that failed. */
  readonly failedEvents: readonly string[];
  readonly hasEnded: boolean;
}

export const nowhere: Whereabouts = {
  stage: null,
  productionPercent: null,
  pause: null,
  failedEvents: [],
  hasEnded: false,
};

export function whereaboutsOf(info: DeploymentInfo, target: ECSTarget | undefined): Whereabouts {
  const pause = pauseOf(info, target);
  const events = target?.lifecycleEvents ?? [];
  const under = events.find(({ status }) => status === 'InProgress');
  const replacement = target?.taskSetsInfo?.find(({ taskSetLabel }) => taskSetLabel === 'Green');
  return {
    stage: pause?.stage ?? under?.lifecycleEventName ?? terminationWait(info),
    productionPercent: replacement?.trafficWeight ?? null,
    pause,
    failedEvents: events
      .filter(({ status }) => status === 'Failed')
      .map(({ lifecycleEventName = '' }) => `${lifecycleEventName} Failed`),
    hasEnded: info.completeTime !== undefined,
  };
}

/** All events have succeeded, and the original task set waits for its end: in the word of ContinueDeployment. */
function terminationWait({ instanceTerminationWaitTimeStarted }: DeploymentInfo): string | null {
  return instanceTerminationWaitTimeStarted === true ? 'TERMINATION_WAIT' : null;
}

/** It became ready when its last event ended, and stops when its time is over (API reference, DeploymentReadyOption). */
function pauseOf(info: DeploymentInfo, target: ECSTarget | undefined): Pause | null {
  if (info.status !== 'Ready') return null;
  const minutes = info.blueGreenDeploymentConfiguration?.deploymentReadyOption?.waitTimeInMinutes;
  const ends = (target?.lifecycleEvents ?? []).flatMap(({ endTime }) => endTime?.getTime() ?? []);
  const deadline = minutes === undefined || ends.length === 0 ? null : Math.max(...ends) + minutes * 60_000;
  return { stage: 'Ready', hookId: null, deadline };
}
