import { createTaskSet, drain } from '../../ecs/dynamics/task-sets.ts';
import { lookSoon } from '../../ecs/dynamics/scheduler.ts';
import { findTaskDefinition } from '../../ecs/find.ts';
import { primaryOf, type TaskDefinition } from '../../ecs/state.ts';
import type { Region, World } from '../../world.ts';
import { AwsError } from '../../protocol/aws-error.ts';
import { roadsOf, serviceOf } from '../find.ts';
import type { Deployment, Moved } from '../state.ts';
import type { Act, Scene } from './acts.ts';
import { end } from './end.ts';
import { soon } from './later.ts';
import { weigh } from './roads.ts';
import { mostMinutes } from './timing.ts';

/** The primary task set and the target group it stands behind, and the other one; ends the deployment where that is not as it must be. */
export function targetsOfPrimary(world: World, region: Region, deployment: Deployment): Moved | undefined {
  const service = serviceOf(region, deployment.group.settings);
  if (service?.status !== 'ACTIVE') {
    fail({ world, region, deployment }, 'INVALID_ECS_SERVICE', 'The ECS service could not be found.');
    return undefined;
  }
  const original = primaryOf(service);
  const arns = original.revision.loadBalancers.map(({ targetGroupArn }) => targetGroupArn);
  const { groups, production, productionListener } = roadsOf(region, deployment.group.settings);
  const originalGroup = groups.find(({ arn }) => arns.includes(arn));
  const replacementGroup = groups.find((group) => group !== originalGroup);
  if (!originalGroup || !replacementGroup || production.length === 0) {
    const message = `The ELB could not be updated due to the following error: Primary taskset target group must be behind listener ${productionListener}`;
    fail({ world, region, deployment }, 'ELASTIC_LOAD_BALANCING_INVALID', message);
    return undefined;
  }
  return { service, original, originalGroup, replacementGroup, replacement: undefined };
}

/** A replacement task set of the service's size behind the other target group, until it is steady. */
export const install: Act = (scene, done) => {
  const { world, region, deployment } = scene;
  const { moved, appSpec, group } = deployment;
  if (!moved) return;
  const { service, original, originalGroup, replacementGroup } = moved;
  const taskDefinition = deployable(scene);
  if (!taskDefinition) return;
  // What a deployment that was stopped without a rollback left behind.
  for (const set of service.deployments.slice(1))
    if (set.taskSet?.status === 'ACTIVE') drain(world, service, set);
  if (deployment.configuration.routing.type !== 'AllAtOnce') {
    weigh(region, group, originalGroup, replacementGroup);
  }
  const { containerName, containerPort } = appSpec;
  moved.replacement = createTaskSet(world, service, {
    taskDefinition,
    loadBalancers: [{ targetGroupArn: replacementGroup.arn, containerName, containerPort }],
    networkConfiguration: appSpec.networkConfiguration ?? original.revision.networkConfiguration,
    externalId: deployment.id,
    platformVersion: appSpec.platformVersion ?? original.taskSet?.platformVersion,
    capacityProviderStrategy: appSpec.capacityProviderStrategy,
  });
  awaitSteady(scene, world.now() + mostMinutes.steady * 60_000, done);
};

function awaitSteady(scene: Scene, deadline: number, done: () => void): void {
  const { world, deployment } = scene;
  const { moved } = deployment;
  if (!moved?.replacement) return;
  // A target group that nothing is sent to says nothing of its targets, so nothing else may make ECS look.
  lookSoon(world, moved.service);
  if (moved.replacement.taskSet?.stability === 'STEADY_STATE') {
    done();
  } else if (world.now() >= deadline) {
    const message =
      'The deployment timed out while waiting for the replacement task set to become healthy. This time out period is 60 minutes.';
    fail(scene, 'TIMEOUT', message);
  } else {
    soon(world, deployment, 'look', () => {
      awaitSteady(scene, deadline, done);
    });
  }
}

/** The AppSpec's task definition, with its container and port; ends the deployment where ECS would not take it. */
function deployable(scene: Scene): TaskDefinition | undefined {
  const { taskDefinition, containerName, containerPort } = scene.deployment.appSpec;
  const found = findTaskDefinition(scene.region.ecs, taskDefinition);
  const container = found?.content.containerDefinitions.find(({ name }) => name === containerName);
  const refusal =
    found?.status !== 'ACTIVE'
      ? new AwsError('ClientException', found ? 'TaskDefinition is inactive' : 'TaskDefinition not found.')
      : !container
        ? new AwsError(
            'InvalidParameterException',
            `The container ${containerName} does not exist in the task definition.`,
          )
        : !container.portMappings?.some((mapping) => mapping.containerPort === containerPort)
          ? new AwsError(
              'InvalidParameterException',
              `The container ${containerName} did not have a container port ${containerPort} defined.`,
            )
          : undefined;
  if (!refusal) return found;
  const { code, message } = refusal;
  const text = `The ECS service cannot be updated due to the following error: ${message} (Service: AmazonECS; Status Code: 400; Error Code: ${code})`;
  fail(scene, 'ECS_UPDATE_ERROR', text);
  return undefined;
}

function fail(
  { world, region, deployment }: Omit<Scene, 'event'>,
  code: Parameters<typeof end>[3]['code'],
  message: string,
): void {
  end(world, region, deployment, { status: 'Failed', code, message, event: 'DEPLOYMENT_FAILURE' });
}
