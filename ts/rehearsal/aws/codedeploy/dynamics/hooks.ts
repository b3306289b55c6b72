import type { Act, Scene } from './acts.ts';
import { end } from './end.ts';
import { later, soon } from './later.ts';
import { mostMinutes } from './timing.ts';

/**
 * Calls the Lambda function that the AppSpec names for the event. Nothing runs here: without a fault it answers Succeeded after some
 * seconds. Whoever wants to answer himself makes it silent with a fault, and sends PutLifecycleEventHookExecutionStatus.
 */
export const runHook: Act = (scene, done) => {
  const { world, deployment, event } = scene;
  const lambda = deployment.appSpec.hooks.get(event.name);
  if (lambda === undefined) {
    soon(world, deployment, 'event', done);
    return;
  }
  const { serviceName, clusterName } = deployment.group.settings.ecsService;
  const outcome = world.faults.hookOutcome({
    event: event.name,
    lambda,
    cluster: clusterName ?? '',
    service: serviceName ?? '',
  });
  open(scene, done);
  if (outcome.status === undefined) return;
  const { status, afterSeconds } = outcome;
  later(world, deployment, afterSeconds * 1000, () => {
    deployment.hook?.answer(status);
  });
};

/** The function has an hour to answer. */
function open(scene: Scene, done: () => void): void {
  const { world, deployment, event } = scene;
  const hook = {
    executionId: world.seeded.uuid('hook', deployment.id, event.name),
    answer: (status: 'Succeeded' | 'Failed') => {
      deployment.hook = undefined;
      if (status === 'Succeeded') done();
      else
        fail(
          scene,
          'HOOK_EXECUTION_FAILURE',
          'The deployment failed because one or more of the lifecycle event validation functions failed.',
        );
    },
  };
  deployment.hook = hook;
  later(world, deployment, mostMinutes.hook * 60_000, () => {
    if (deployment.hook !== hook) return;
    fail(
      scene,
      'TIMEOUT',
      'The deployment timed out while waiting for a status callback. CodeDeploy expects a status callback within one hour after a deployment hook is invoked.',
    );
  });
}

function fail(
  { world, region, deployment }: Scene,
  code: 'HOOK_EXECUTION_FAILURE' | 'TIMEOUT',
  message: string,
): void {
  end(world, region, deployment, { status: 'Failed', code, message, event: 'DEPLOYMENT_FAILURE' });
}
