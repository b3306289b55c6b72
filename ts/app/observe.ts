import { ProblemError } from '../core/errors/problem.ts';
import type { LiveService } from '../core/live/live.ts';
import type { EnvironmentTools } from './tools.ts';

/** What runs now. Where Terraform is about to create the cluster, a cluster that is missing is one without services. */
export async function observe(
  ecsServices: readonly string[],
  { services, environment }: Pick<EnvironmentTools, 'services' | 'environment'>,
): Promise<ReadonlyMap<string, LiveService>> {
  try {
    return await services.observe(ecsServices);
  } catch (error) {
    const missing =
      environment.engine === 'terraform' &&
      error instanceof ProblemError &&
      error.problems.every(({ code }) => code === 'ecs-cluster-not-found');
    if (!missing) throw error;
    return new Map(ecsServices.map((ecsService) => [ecsService, { status: 'missing', ecsService }]));
  }
}
