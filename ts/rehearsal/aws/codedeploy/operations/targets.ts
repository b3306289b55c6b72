import {
  BatchGetDeploymentTargets$,
  GetDeploymentTarget$,
  ListDeploymentTargets$,
  type BatchGetDeploymentTargetsCommandInput,
  type BatchGetDeploymentTargetsOutput,
  type GetDeploymentTargetCommandInput,
  type GetDeploymentTargetOutput,
  type ListDeploymentTargetsCommandInput,
  type ListDeploymentTargetsOutput,
} from '@aws-sdk/client-codedeploy';
import { operation } from '../../operation.ts';
import { describeTarget, targetIdOf } from '../describe/target.ts';
import { invalidInput, noTarget } from '../errors.ts';
import { deploymentOf } from '../find.ts';

/** A deployment to ECS has one target. */
export const listDeploymentTargets = operation<
  ListDeploymentTargetsCommandInput,
  ListDeploymentTargetsOutput
>(ListDeploymentTargets$, (input, call) => ({
  targetIds: [targetIdOf(deploymentOf(call.region.codedeploy, input.deploymentId))],
}));

export const getDeploymentTarget = operation<GetDeploymentTargetCommandInput, GetDeploymentTargetOutput>(
  GetDeploymentTarget$,
  (input, call) => {
    const deployment = deploymentOf(call.region.codedeploy, input.deploymentId);
    if (input.targetId !== targetIdOf(deployment)) throw noTarget(input.targetId);
    return { deploymentTarget: describeTarget(call.region, deployment) };
  },
);

/** At most 25 of one deployment (API reference). */
export const batchGetDeploymentTargets = operation<
  BatchGetDeploymentTargetsCommandInput,
  BatchGetDeploymentTargetsOutput
>(BatchGetDeploymentTargets$, (input, call) => {
  const deployment = deploymentOf(call.region.codedeploy, input.deploymentId);
  if (input.targetIds.length > 25) throw invalidInput('At most 25 deployment targets at once.');
  return {
    deploymentTargets: input.targetIds.map((id) => {
      if (id !== targetIdOf(deployment)) throw noTarget(id);
      return describeTarget(call.region, deployment);
    }),
  };
});
