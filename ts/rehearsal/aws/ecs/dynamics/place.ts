import type { World } from '../../world.ts';
import { sayOnce } from '../events.ts';
import { factsOf } from '../images.ts';
import type { Deployment, Service } from '../state.ts';

/**
 * How many of the tasks that a deployment wants find a place now. For those that find none ECS makes no task: the service's events are
 * all there is, and the scheduler tries again, less and less often.
 */
export function place(world: World, service: Service, deployment: Deployment, count: number): number {
  const problems = Array.from({ length: count }, () => placementProblem(world, service, deployment)).filter(
    (problem) => problem !== undefined,
  );
  if (problems.length < count) deployment.unplaced = 0;
  if (problems.length > 0) {
    for (const problem of problems) sayOnce(world, service, problem);
    service.notBefore = world.now() + retryAfterSeconds(deployment.unplaced) * 1000;
    deployment.unplaced += 1;
  }
  return count - problems.length;
}

function placementProblem(world: World, service: Service, deployment: Deployment): string | undefined {
  for (const { name = '', image = '' } of deployment.revision.taskDefinition.content.containerDefinitions) {
    const problem = world.faults.placementFailure(factsOf(world, { ...service, service }, name, image));
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** The service scheduler's throttle: incrementally longer, up to a quarter of an hour ("Service throttle logic", developer guide). */
function retryAfterSeconds(unplaced: number): number {
  return Math.min(900, 15 * 2 ** unplaced);
}
