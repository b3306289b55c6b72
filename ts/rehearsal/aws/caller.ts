import type { Api } from './operation.ts';
import { AwsError } from './protocol/aws-error.ts';

type Protocol = Api['protocol']['kind'];

/** Whose request it is, as its signature says. Signatures are not checked: the emulator has no secrets to check them with. */
export interface Caller {
  readonly accessKeyId: string;
  readonly accountId: string;
  readonly region: string;
  /** Signing name of the service: `ecs`, `elasticloadbalancing`. */
  readonly service: string;
  readonly arn: string;
  readonly userId: string;
}

/** Who holds an access key. */
export interface Identity {
  readonly accountId: string;
  readonly arn: string;
  readonly userId: string;
}

export const defaultAccountId = '123456789012';

/**
 * Which access key is whose. A key that nobody registered is taken for a user of the account whose twelve digits stand in it
 * (`AKIA210987654321AAAA`), else of 123456789012. A key with `INVALID` in it is unknown to AWS, one with `EXPIRED` has expired.
 */
export class Credentials {
  private readonly identities = new Map<string, Identity>();

  register(accessKeyId: string, identity: Identity): void {
    this.identities.set(accessKeyId, identity);
  }

  identify(accessKeyId: string): Identity {
    const known = this.identities.get(accessKeyId);
    if (known) return known;
    const accountId = /\d{12}/.exec(accessKeyId)?.[0] ?? defaultAccountId;
    return { accountId, arn: `arn:aws:iam::${accountId}:user/rehearsal`, userId: 'AIDAREHEARSALUSER0001' };
  }
}

/** Reads the SigV4 `Authorization` header. Throws what AWS answers to requests without a usable one. */
export function callerOf(
  authorization: string | undefined,
  credentials: Credentials,
  protocol: Protocol,
): Caller {
  const scope = /Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/aws4_request/.exec(
    authorization ?? '',
  );
  const [, accessKeyId, , region, service] = scope ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) {
    throw protocol === 'query'
      ? new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', { status: 403 })
      : new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', { status: 400 });
  }
  refuseUnusable(accessKeyId, protocol);
  return { accessKeyId, region, service, ...credentials.identify(accessKeyId) };
}

/** As each protocol words it; S3's from "Error responses" of its API reference. */
const unusable = {
  expired: {
    query: new AwsError('ExpiredToken', 'The security token included in the request is expired', {
      status: 403,
    }),
    json: new AwsError('ExpiredTokenException', 'The security token included in the request is expired'),
    rest: new AwsError('ExpiredToken', 'The provided token has expired.'),
  },
  invalid: {
    query: new AwsError('InvalidClientTokenId', 'The security token included in the request is invalid.', {
      status: 403,
    }),
    json: new AwsError(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    ),
    rest: new AwsError(
      'InvalidAccessKeyId',
      'The AWS access key ID that you provided does not exist in our records.',
      { status: 403 },
    ),
  },
} as const satisfies Record<string, Record<Protocol, AwsError>>;

function refuseUnusable(accessKeyId: string, protocol: Protocol): void {
  if (accessKeyId.includes('EXPIRED')) throw unusable.expired[protocol];
  if (accessKeyId.includes('INVALID')) throw unusable.invalid[protocol];
}
