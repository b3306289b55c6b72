import type { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { codeDeployErrors } from '../../core/errors/catalogue/codedeploy.ts';
import type { EcsAccess } from '../ecs/access.ts';

/** How to speak with CodeDeploy and with the cluster it deploys to. */
export interface CodeDeployAccess extends EcsAccess {
  readonly codedeploy: CodeDeployClient;
}

/** CodeDeploy without its clusters. */
export type CodeDeployAlone = Pick<CodeDeployAccess, 'codedeploy' | 'call'>;

/**
 * One request to CodeDeploy. What it refuses is told in the words of the catalogue, except the refusals in `expected`, which mean
 * something to whoever asks: those come as they are, for `wasRefusedWith`.
 *
 * @param about what it is asked for, for people: `the deployment group acme/service1-live`
 */
export async function askCodeDeploy<T>(
  access: CodeDeployAlone,
  operation: string,
  about: string,
  expected: readonly string[],
  send: (options: { readonly abortSignal?: AbortSignal }) => Promise<T>,
): Promise<T> {
  try {
    return await access.call(`codedeploy:${operation}`, send);
  } catch (error) {
    const refusal = clientRefusal(error);
    if (!refusal || expected.includes(refusal.name)) throw error;
    const { name, message } = refusal;
    if (missing.includes(name)) throw codeDeployErrors.groupMissing.error({ about }, { cause: error });
    throw codeDeployErrors.refused.error({ operation, about, name, message }, { cause: error });
  }
}

const missing = ['ApplicationDoesNotExistException', 'DeploymentGroupDoesNotExistException'];

/** CodeDeploy's own refusals all end so; throttling and credentials are the business of the retry policy, and pass as it tells them. */
function clientRefusal(error: unknown): Error | undefined {
  for (let inner = error; inner instanceof Error; inner = inner.cause) {
    if (inner.name.endsWith('Exception') && isRefusal(inner)) return inner;
  }
  return undefined;
}

const ofTheRetryPolicy =
  /^(Throttl|AccessDenied|ExpiredToken|UnrecognizedClient|Internal|ServiceUnavailable)/;

function isRefusal(error: Error & { readonly $fault?: string }): boolean {
  return error.$fault === 'client' && !ofTheRetryPolicy.test(error.name);
}
