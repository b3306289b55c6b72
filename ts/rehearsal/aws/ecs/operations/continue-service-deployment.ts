import {
  ContinueServiceDeployment$,
  ServiceDeploymentNotFoundException$,
  type ContinueServiceDeploymentCommandInput,
  type ContinueServiceDeploymentResponse,
} from '@aws-sdk/client-ecs';
import { operation } from '../../operation.ts';
import { modelled } from '../../protocol/aws-error.ts';
import { answerPause, isAwaited } from '../dynamics/native/hooks.ts';
import { isOpen } from '../dynamics/rollback.ts';
import { invalidParameter } from '../errors.ts';
import { findServiceDeployment } from '../find.ts';

/** Errors as the developer guide words them ("Troubleshooting Amazon ECS blue/green deployments"). */
export const continueServiceDeployment = operation<
  ContinueServiceDeploymentCommandInput,
  ContinueServiceDeploymentResponse
>(ContinueServiceDeployment$, (input, call) => {
  const record = findServiceDeployment(call, input.serviceDeploymentArn);
  if (!record) throw modelled(ServiceDeploymentNotFoundException$, 'The service deployment does not exist.');
  if (!/^ecs-[a-z]+-.+$/.test(input.hookId))
    throw invalidParameter('Invalid hookId: hookId must follow the format: ecs-{hookType}-{id}');
  if (!isOpen(record)) {
    throw invalidParameter(
      'Continuing a service deployment is not allowed for service deployment in terminal states.',
    );
  }
  const run = record.lifecycle?.hooks.find(({ id }) => id === input.hookId);
  if (run?.hook.targetType !== 'PAUSE' || !isAwaited(record, run)) {
    throw invalidParameter(
      'Provided hookId is either completed, unavailable, or not associated with the given Resource ARN',
    );
  }
  answerPause(call.world, record, run, input.action ?? 'CONTINUE');
  return { serviceDeploymentArn: record.arn };
});
