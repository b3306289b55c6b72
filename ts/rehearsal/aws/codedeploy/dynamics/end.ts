/**
 * How a deployment ends other than well, and the rollback after it, which is a deployment of its own: it builds nothing, sends requests
 * back to the original task set and drains the replacement. Statuses, texts and the rollback's configuration are as a lab recorded them
 * (josefloressv, "ECS blue/green with CodeDeploy: linear shifting and alarm rollback", run of 2026-08-08).
 */
import type { AutoRollbackEvent, ErrorCode } from '@aws-sdk/client-codedeploy';
import { drain, makePrimary } from '../../ecs/dynamics/task-sets.ts';
import type { Region, World } from '../../world.ts';
import { allAtOnce, predefined } from '../configurations.ts';
import { newDeployment } from '../new-deployment.ts';
import { isOver, type Deployment } from '../state.ts';
import { soon } from './later.ts';
import { sendAll } from './roads.ts';

export interface Ending {
  readonly status: 'Failed' | 'Stopped';
  readonly code: ErrorCode;
  readonly message: string;
  /** What it is to a group's automatic rollback. */
  readonly event: AutoRollbackEvent | undefined;
  /** Whoever stopped it said whether to roll back, whatever the group is set to. */
  readonly rollBack?: boolean | undefined;
}

export function end(world: World, region: Region, deployment: Deployment, ending: Ending): void {
  if (isOver(deployment)) return;
  const { status, code, message } = ending;
  const under = deployment.events.find((event) => event.status === 'InProgress');
  if (under) Object.assign(under, { status: 'Failed', endedAt: world.now(), message });
  for (const event of deployment.events) if (event.status === 'Pending') event.status = 'Skipped';
  conclude(world, deployment, status);
  deployment.error = { code, message };
  if (isToRollBack(deployment, ending)) rollBack(world, region, deployment);
}

/** Marks the deployment as ended; nothing that was planned for it happens any more. */
export function conclude(world: World, deployment: Deployment, status: Deployment['status']): void {
  const now = world.now();
  Object.assign(deployment, { status, completedAt: now, updatedAt: now, wait: undefined, hook: undefined });
}

/** Before anything was installed there is nothing to roll back ("AppSpec 'hooks' section", BeforeInstall). */
function isToRollBack(deployment: Deployment, { event, rollBack: asked }: Ending): boolean {
  const { enabled, events = [] } = deployment.autoRollback;
  const wanted = asked ?? (event !== undefined && enabled === true && events.includes(event));
  return wanted && deployment.creator === 'user' && deployment.moved?.replacement !== undefined;
}

function rollBack(world: World, region: Region, failed: Deployment): void {
  const { group } = failed;
  const rollback = newDeployment(world, region, {
    group,
    configuration: predefined.get(allAtOnce) ?? failed.configuration,
    revision: failed.previousRevision ?? failed.revision,
    appSpec: failed.appSpec,
    description: undefined,
    creator: 'codeDeployRollback',
    autoRollback: { enabled: false },
    alarms: { enabled: false },
  });
  failed.rollback = {
    rollbackDeploymentId: rollback.id,
    rollbackMessage: `Deployment ${failed.id} terminated. Automatic rollback is triggered with a DeploymentId ${rollback.id}.`,
  };
  rollback.rollback = {
    rollbackTriggeringDeploymentId: failed.id,
    rollbackMessage: `Deployment ${rollback.id} is triggered to roll back deployment ${failed.id}.`,
  };
  rollback.moved = failed.moved;
  goBack(world, region, rollback);
}

function goBack(world: World, region: Region, rollback: Deployment): void {
  soon(world, rollback, 'begin', () => {
    Object.assign(rollback, { status: 'InProgress', startedAt: world.now() });
    sendBack(world, region, rollback);
    soon(world, rollback, 'rollBack', () => {
      const { moved } = rollback;
      if (moved?.replacement) drain(world, moved.service, moved.replacement);
      for (const event of rollback.events)
        Object.assign(event, { status: 'Succeeded', startedAt: rollback.startedAt, endedAt: world.now() });
      conclude(world, rollback, 'Succeeded');
    });
  });
}

function sendBack(world: World, region: Region, { group, moved }: Deployment): void {
  if (!moved) return;
  const { service, original, originalGroup, replacementGroup } = moved;
  sendAll(region, group, originalGroup, replacementGroup, ['test', 'production']);
  makePrimary(world, service, original);
}
