/**
 * What a person or the watcher tells a deployment that is under way. Each may be repeated after a kill: CodeDeploy refuses to stop or
 * continue what has ended or waits no more, and that refusal means that it was done.
 */
import { ContinueDeploymentCommand, StopDeploymentCommand } from '@aws-sdk/client-codedeploy';
import type { StartedDeployment } from '../../ports/services.ts';
import { wasRefusedWith } from '../ecs/translated.ts';
import { askCodeDeploy, type CodeDeployAccess } from './access.ts';

type Named = Pick<StartedDeployment, 'deploymentId' | 'ecsService'>;

export async function stopDeployment(
  access: CodeDeployAccess,
  { deploymentId, ecsService }: Named,
  how: 'rollback' | 'abort',
): Promise<void> {
  // What stands for the task set that a service was created with is no deployment.
  if (!deploymentId.startsWith('d-')) return;
  const stop = new StopDeploymentCommand({ deploymentId, autoRollbackEnabled: how === 'rollback' });
  await unlessDone(['DeploymentAlreadyCompletedException'], (expected) =>
    askCodeDeploy(access, 'StopDeployment', aboutOf(deploymentId, ecsService), expected, (options) =>
      access.codedeploy.send(stop, options),
    ),
  );
}

export async function answerDeployment(
  access: CodeDeployAccess,
  deployment: Named,
  answered: 'continue' | 'rollback',
): Promise<void> {
  if (answered === 'rollback') {
    await stopDeployment(access, deployment, 'rollback');
    return;
  }
  const { deploymentId, ecsService } = deployment;
  const goOn = new ContinueDeploymentCommand({ deploymentId, deploymentWaitType: 'READY_WAIT' });
  const over = ['DeploymentIsNotInReadyStateException', 'DeploymentAlreadyCompletedException'];
  await unlessDone(over, (expected) =>
    askCodeDeploy(access, 'ContinueDeployment', aboutOf(deploymentId, ecsService), expected, (options) =>
      access.codedeploy.send(goOn, options),
    ),
  );
}

function aboutOf(deploymentId: string, ecsService: string): string {
  return `deployment ${deploymentId} of service ${ecsService}`;
}

async function unlessDone(
  refusals: readonly string[],
  act: (expected: readonly string[]) => Promise<unknown>,
): Promise<void> {
  try {
    await act(refusals);
  } catch (error) {
    if (!refusals.some((name) => wasRefusedWith(error, name))) throw error;
  }
}
