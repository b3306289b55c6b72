import {
  AssumeRole$,
  GetCallerIdentity$,
  type AssumeRoleCommandInput,
  type AssumeRoleResponse,
  type GetCallerIdentityCommandInput,
  type GetCallerIdentityResponse,
} from '@aws-sdk/client-sts';
import { operation, type Api } from '../operation.ts';
import { AwsError } from '../protocol/aws-error.ts';

const getCallerIdentity = operation<GetCallerIdentityCommandInput, GetCallerIdentityResponse>(
  GetCallerIdentity$,
  (_input, { caller }) => ({ UserId: caller.userId, Account: caller.accountId, Arn: caller.arn }),
);

/**
 * Any role may be assumed, except one with `denied` in its name. The expiry is far away, because clients compare it with their own
 * clock, which is not the rehearsal's.
 */
const assumeRole = operation<AssumeRoleCommandInput, AssumeRoleResponse>(AssumeRole$, (input, call) => {
  const role = /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(input.RoleArn);
  const [, accountId, name] = role ?? [];
  if (accountId === undefined || name === undefined) {
    throw new AwsError('ValidationError', `${input.RoleArn} is invalid`);
  }
  if (name.includes('denied')) {
    const message = `User: ${call.caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${input.RoleArn}`;
    throw new AwsError('AccessDenied', message, { status: 403 });
  }
  const { seeded, credentials } = call.world;
  const purpose = ['role', input.RoleArn, input.RoleSessionName, call.caller.accessKeyId] as const;
  const accessKeyId = `ASIA${seeded.key(16, ...purpose)}`;
  const roleId = `AROA${seeded.key(17, 'role id', input.RoleArn)}:${input.RoleSessionName}`;
  const arn = `arn:aws:sts::${accountId}:assumed-role/${name}/${input.RoleSessionName}`;
  credentials.register(accessKeyId, { accountId, arn, userId: roleId });
  return {
    Credentials: {
      AccessKeyId: accessKeyId,
      SecretAccessKey: seeded.hex(40, 'secret', ...purpose),
      SessionToken: seeded.hex(64, 'token', ...purpose),
      Expiration: new Date(Date.UTC(2099, 0, 1)),
    },
    AssumedRoleUser: { AssumedRoleId: roleId, Arn: arn },
  };
});

export const stsApi: Api = {
  service: 'sts',
  protocol: { kind: 'query', version: '2011-06-15', namespace: 'https://sts.amazonaws.com/doc/2011-06-15/' },
  validationError: 'ValidationError',
  enumerations: {},
  operations: [getCallerIdentity, assumeRole],
};
