import {
  ContinueDeployment$,
  PutLifecycleEventHookExecutionStatus$,
  StopDeployment$,
  type ContinueDeploymentCommandInput,
  type PutLifecycleEventHookExecutionStatusCommandInput,
  type PutLifecycleEventHookExecutionStatusOutput,
  type StopDeploymentCommandInput,
  type StopDeploymentOutput,
} from '@aws-sdk/client-codedeploy';
import { operation } from '../../operation.ts';
import { end } from '../dynamics/end.ts';
import { soon } from '../dynamics/later.ts';
import {
  alreadyCompleted,
  hookOver,
  invalidHookStatus,
  noHook,
  notReady,
  notTerminating,
} from '../errors.ts';
import { deploymentOf } from '../find.ts';
import { isOver } from '../state.ts';

/** Pending, and a little later Stopped; whether it rolls back is the caller's to say, else the group's. */
export const stopDeployment = operation<StopDeploymentCommandInput, StopDeploymentOutput>(
  StopDeployment$,
  (input, call) => {
    const { world, region } = call;
    const deployment = deploymentOf(region.codedeploy, input.deploymentId);
    if (isOver(deployment)) throw alreadyCompleted(deployment.id);
    soon(world, deployment, 'stop', () => {
      end(world, region, deployment, {
        status: 'Stopped',
        code: 'MANUAL_STOP',
        message: 'The deployment was stopped by a StopDeployment request.',
        event: 'DEPLOYMENT_STOP_ON_REQUEST',
        rollBack: input.autoRollbackEnabled,
      });
    });
    return { status: 'Pending', statusMessage: 'The deployment is being stopped.' };
  },
);

export const continueDeployment = operation<ContinueDeploymentCommandInput, object>(
  ContinueDeployment$,
  (input, call) => {
    const deployment = deploymentOf(call.region.codedeploy, input.deploymentId ?? '');
    const type = input.deploymentWaitType ?? 'READY_WAIT';
    if (isOver(deployment)) throw alreadyCompleted(deployment.id);
    const { wait } = deployment;
    if (wait?.type !== type) {
      throw type === 'READY_WAIT' ? notReady(deployment.id) : notTerminating(deployment.id);
    }
    wait.over();
    return {};
  },
);

/** A hook's function answers; after its hour, or a second time, nobody listens. */
export const putLifecycleEventHookExecutionStatus = operation<
  PutLifecycleEventHookExecutionStatusCommandInput,
  PutLifecycleEventHookExecutionStatusOutput
>(PutLifecycleEventHookExecutionStatus$, (input, call) => {
  const deployment = deploymentOf(call.region.codedeploy, input.deploymentId ?? '');
  const { hook } = deployment;
  const { status, lifecycleEventHookExecutionId } = input;
  if (status !== 'Succeeded' && status !== 'Failed') throw invalidHookStatus();
  if (!hook) throw hookOver();
  if (hook.executionId !== lifecycleEventHookExecutionId) throw noHook();
  hook.answer(status);
  return { lifecycleEventHookExecutionId };
});
