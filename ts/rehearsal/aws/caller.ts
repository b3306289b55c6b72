import { AwsError } from './protocol/aws-error.ts';

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
  query: boolean,
): Caller {
  const scope = /Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/aws4_request/.exec(
    authorization ?? '',
  );
  const [, accessKeyId, , region, service] = scope ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) {
    throw query
      ? new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', { status: 403 })
      : new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', { status: 400 });
  }
  refuseUnusable(accessKeyId, query);
  return { accessKeyId, region, service, ...credentials.identify(accessKeyId) };
}

function refuseUnusable(accessKeyId: string, query: boolean): void {
  if (accessKeyId.includes('EXPIRED')) {
    const message = 'The security token included in the request is expired';
    throw query
      ? new AwsError('ExpiredToken', message, { status: 403 })
      : new AwsError('ExpiredTokenException', message);
  }
  if (accessKeyId.includes('INVALID')) {
    const message = 'The security token included in the request is invalid.';
    throw query
      ? new AwsError('InvalidClientTokenId', message, { status: 403 })
      : new AwsError('UnrecognizedClientException', message);
  }
}
