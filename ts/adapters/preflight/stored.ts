import { DescribeSecretCommand, GetResourcePolicyCommand } from '@aws-sdk/client-secrets-manager';
import { DescribeParametersCommand } from '@aws-sdk/client-ssm';
import type { Stored } from '../../core/preflight/deep/facts.ts';
import type { Reference } from '../../core/preflight/deep/references.ts';
import { unlessMissing } from '../aws/unless-missing.ts';
import type { DeepAccess } from './deep.ts';

/** The description of a secret. Its value is never asked for. */
export async function storedSecret(
  { secrets, call }: DeepAccess,
  { id, region }: Reference,
): Promise<Stored | undefined> {
  const request = new DescribeSecretCommand({ SecretId: id });
  const secret = await unlessMissing(
    'ResourceNotFound',
    call('secretsmanager:DescribeSecret', (options) => secrets(region).send(request, options)),
  );
  return (
    secret && {
      arn: secret.ARN ?? id,
      beingDeleted: secret.DeletedDate !== undefined,
      versions: secret.VersionIdsToStages ?? {},
    }
  );
}

/** Whether the secret has a policy of its own. */
export async function hasPolicy({ secrets, call }: DeepAccess, arn: string): Promise<boolean> {
  const request = new GetResourcePolicyCommand({ SecretId: arn });
  const answer = await call('secretsmanager:GetResourcePolicy', (options) =>
    secrets(arn.split(':')[3] ?? null).send(request, options),
  );
  return answer.ResourcePolicy !== undefined;
}

/** GetParameters would answer with the value, and DescribeParameters does not. */
export async function storedParameter(
  { parameters, call }: DeepAccess,
  { id, region }: Reference,
): Promise<Stored | undefined> {
  const request = new DescribeParametersCommand({
    ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values: [id] }],
  });
  const { Parameters: found = [] } = await call('ssm:DescribeParameters', (options) =>
    parameters(region).send(request, options),
  );
  const [parameter] = found;
  return parameter && { arn: parameter.ARN ?? id, beingDeleted: false, versions: null };
}
