/**
 * Refusals of ECS in the words of the catalogue. Only what a person can do something about here is translated; throttling, missing
 * permissions and broken connections are the business of the retry policy, and pass as it reports them.
 */
import { ecsErrors } from '../../core/errors/catalogue/ecs.ts';

export interface Request {
  readonly operation: string;
  readonly about: string;
  readonly cluster: string;
}

export function translated(error: unknown, request: Request): unknown {
  const refusal = refusalIn(error);
  if (!refusal) return error;
  const { operation, about, cluster } = request;
  const options = { cause: error };
  switch (refusal.name) {
    case 'ClusterNotFoundException':
      return ecsErrors.clusterNotFound.error({ cluster }, options);
    case 'ServiceNotFoundException':
      return ecsErrors.serviceNotFound.error(
        { cluster, ecsService: nameIn(about), status: 'MISSING' },
        options,
      );
    case 'ServiceNotActiveException':
      return ecsErrors.serviceNotFound.error(
        { cluster, ecsService: nameIn(about), status: 'INACTIVE' },
        options,
      );
    case 'ClientException':
    case 'InvalidParameterException':
      return refused(refusal.message);
    default:
      return error;
  }

  function refused(message: string): unknown {
    // ECS has no code of its own for a revision that does not exist.
    if (/unable to describe task definition/i.test(message)) {
      return ecsErrors.taskDefinitionNotFound.error({ taskDefinition: nameIn(about) }, options);
    }
    if (/(too many|maximum number of|concurrent) .*deployments/i.test(message)) {
      return ecsErrors.tooManyDeployments.error({ cluster, ecsService: nameIn(about) }, options);
    }
    return ecsErrors.requestRefused.error(
      { operation, about: `${about} of cluster ${cluster}`, message },
      options,
    );
  }
}

/** Whether ECS refused with that exception, wherever in the chain of causes it is. */
export function wasRefusedWith(error: unknown, name: string): boolean {
  return refusalIn(error, [name]) !== undefined;
}

const translatable = [
  'ClusterNotFoundException',
  'ServiceNotFoundException',
  'ServiceNotActiveException',
  'ClientException',
  'InvalidParameterException',
];

/** The retry policy may have wrapped it. */
function refusalIn(error: unknown, names = translatable): Error | undefined {
  for (let inner = error; inner instanceof Error; inner = inner.cause) {
    if (names.includes(inner.name)) return inner;
  }
  return undefined;
}

function nameIn(about: string): string {
  return about.slice(about.lastIndexOf(' ') + 1);
}
