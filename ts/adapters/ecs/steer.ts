/**
 * What a person or the watcher tells a service deployment that is under way. Each may be repeated after a kill: ECS refuses to stop or
 * answer what has ended or waits no more, and that refusal means that it was done.
 */
import { ContinueServiceDeploymentCommand, StopServiceDeploymentCommand } from '@aws-sdk/client-ecs';
import type { Pause } from '../../core/live/live.ts';
import type { StartedDeployment } from '../../ports/services.ts';
import { ask, type EcsAccess } from './access.ts';
import type { FollowedDeployments } from './followed.ts';
import { wasRefusedWith } from './translated.ts';

export async function stop(
  access: EcsAccess,
  memory: FollowedDeployments,
  { deploymentId, ecsService }: StartedDeployment,
  how: 'rollback' | 'abort',
): Promise<void> {
  const { serviceDeploymentArn } = memory.of(deploymentId);
  if (serviceDeploymentArn === undefined) return;
  const stopType = how === 'rollback' ? 'ROLLBACK' : 'ABORT';
  await unlessDone(['ConflictException', 'ServiceDeploymentNotFoundException'], () =>
    ask(access, 'ecs:StopServiceDeployment', `service ${ecsService}`, (options) =>
      access.ecs.send(new StopServiceDeploymentCommand({ serviceDeploymentArn, stopType }), options),
    ),
  );
}

export async function answer(
  access: EcsAccess,
  memory: FollowedDeployments,
  { deploymentId, ecsService }: StartedDeployment,
  { hookId }: Pause,
  answered: 'continue' | 'rollback',
): Promise<void> {
  const { serviceDeploymentArn } = memory.of(deploymentId);
  if (serviceDeploymentArn === undefined || hookId === null) return;
  const action = answered === 'continue' ? 'CONTINUE' : 'ROLLBACK';
  await unlessDone(['ConflictException', 'ServiceDeploymentNotFoundException'], () =>
    ask(access, 'ecs:ContinueServiceDeployment', `service ${ecsService}`, (options) =>
      access.ecs.send(
        new ContinueServiceDeploymentCommand({ serviceDeploymentArn, hookId, action }),
        options,
      ),
    ),
  );
}

async function unlessDone(refusals: readonly string[], act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!refusals.some((name) => wasRefusedWith(error, name))) throw error;
  }
}
