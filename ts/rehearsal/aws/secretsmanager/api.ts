import {
  CreateSecret$,
  DeleteSecret$,
  DescribeSecret$,
  GetResourcePolicy$,
  PutResourcePolicy$,
  ResourceExistsException$,
  ResourceNotFoundException$,
  type CreateSecretCommandInput,
  type CreateSecretResponse,
  type DeleteSecretCommandInput,
  type DeleteSecretResponse,
  type DescribeSecretCommandInput,
  type DescribeSecretResponse,
  type GetResourcePolicyCommandInput,
  type GetResourcePolicyResponse,
  type PutResourcePolicyCommandInput,
  type PutResourcePolicyResponse,
} from '@aws-sdk/client-secrets-manager';
import { operation, type Api, type Call } from '../operation.ts';
import { modelled } from '../protocol/aws-error.ts';
import type { Secret } from './state.ts';

/** Without a value a secret has no version, as in AWS. */
const createSecret = operation<CreateSecretCommandInput, CreateSecretResponse>(
  CreateSecret$,
  (input, call) => {
    const { secrets } = call.region.secrets;
    const { accountId, name: region } = call.region;
    const { Name: name, SecretString: value } = input;
    if (secrets.has(name)) throw modelled(ResourceExistsException$, `The secret ${name} already exists.`);
    const suffix = call.world.seeded.key(6, 'secret', accountId, region, name);
    const version = call.world.seeded.uuid('secret version', accountId, region, name);
    const secret: Secret = {
      name,
      arn: `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-${suffix}`,
      versions: new Map(value === undefined ? [] : [[version, ['AWSCURRENT']]]),
      deletedAt: undefined,
      policy: undefined,
    };
    secrets.set(name, secret);
    return { ARN: secret.arn, Name: name, ...(value !== undefined && { VersionId: version }) };
  },
);

const describeSecret = operation<DescribeSecretCommandInput, DescribeSecretResponse>(
  DescribeSecret$,
  ({ SecretId }, call) => {
    const { arn, name, versions, deletedAt } = secretOf(SecretId, call);
    return {
      ARN: arn,
      Name: name,
      ...(deletedAt !== undefined && { DeletedDate: new Date(deletedAt) }),
      ...(versions.size > 0 && {
        VersionIdsToStages: Object.fromEntries([...versions].map(([id, labels]) => [id, [...labels]])),
      }),
    };
  },
);

/** The window in which it can be restored never ends here. */
const deleteSecret = operation<DeleteSecretCommandInput, DeleteSecretResponse>(
  DeleteSecret$,
  ({ SecretId }, call) => {
    const secret = secretOf(SecretId, call);
    secret.deletedAt = call.world.now();
    return { ARN: secret.arn, Name: secret.name, DeletionDate: new Date(secret.deletedAt) };
  },
);

const putResourcePolicy = operation<PutResourcePolicyCommandInput, PutResourcePolicyResponse>(
  PutResourcePolicy$,
  ({ SecretId, ResourcePolicy }, call) => {
    const secret = secretOf(SecretId, call);
    secret.policy = ResourcePolicy;
    return { ARN: secret.arn, Name: secret.name };
  },
);

const getResourcePolicy = operation<GetResourcePolicyCommandInput, GetResourcePolicyResponse>(
  GetResourcePolicy$,
  ({ SecretId }, call) => {
    const { arn, name, policy } = secretOf(SecretId, call);
    return { ARN: arn, Name: name, ...(policy !== undefined && { ResourcePolicy: policy }) };
  },
);

export const secretsManagerApi: Api = {
  service: 'secretsmanager',
  protocol: { kind: 'json', target: 'secretsmanager' },
  validationError: 'ValidationException',
  enumerations: {},
  operations: [createSecret, describeSecret, deleteSecret, putResourcePolicy, getResourcePolicy],
};

/** By name or ARN, also without the six characters that AWS puts behind the name. */
function secretOf(id: string, call: Call): Secret {
  const secret = [...call.region.secrets.secrets.values()].find(
    ({ name, arn }) => id === name || id === arn || id === arn.slice(0, -7),
  );
  if (!secret) throw modelled(ResourceNotFoundException$, "Secrets Manager can't find the specified secret.");
  return secret;
}
