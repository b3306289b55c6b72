import {
  PutLifecycleEventHookExecutionStatusCommand,
  type CodeDeployClient,
} from '@aws-sdk/client-codedeploy';
import type { LifecycleHooks } from '../../ports/lifecycle-hooks.ts';
import type { Call } from '../aws/call.ts';

export function codeDeployHooks(codedeploy: CodeDeployClient, call: Call): LifecycleHooks {
  return {
    async answer(deploymentId, lifecycleEventHookExecutionId, status) {
      await call('codedeploy:PutLifecycleEventHookExecutionStatus', (options) =>
        codedeploy.send(
          new PutLifecycleEventHookExecutionStatusCommand({
            deploymentId,
            lifecycleEventHookExecutionId,
            status,
          }),
          options,
        ),
      );
    },
  };
}
