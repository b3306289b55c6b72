import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Clock } from '../../ports/clock.ts';
import type { Call } from './call.ts';

/** What every client of the SDK is constructed with. */
export interface ClientSettings {
  readonly region: string;
  /** Ours is the only retry policy: see `call.ts`. */
  readonly maxAttempts: 1;
  readonly requestHandler: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    readonly throwOnRequestTimeout: true;
  };
  /** Of the AWS configuration files, before any variable of the environment. */
  readonly profile?: string;
  /** Absent: found as every AWS SDK finds them. */
  readonly credentials?: () => Promise<Credentials>;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

export interface Identity {
  readonly region: string;
  readonly profile?: string | undefined;
  /** ARN of a role to act as. */
  readonly assumeRole?: string | undefined;
  /** What CloudTrail shows for the session; characters that AWS does not allow are replaced. */
  readonly sessionName: string;
}

const timeouts = { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true } as const;

/** Settings for the clients of one region. Where a role is assumed, all clients made with the answer share its credentials. */
export function awsClientSettings(identity: Identity, call: Call, clock: Clock): ClientSettings {
  const { region, profile, assumeRole } = identity;
  const own: ClientSettings = {
    region,
    maxAttempts: 1,
    requestHandler: timeouts,
    ...(profile !== undefined && { profile }),
  };
  if (assumeRole === undefined) return own;
  const sessionName = allowedSessionName(identity.sessionName);
  return { ...own, credentials: remembered(clock, () => assumed(own, assumeRole, sessionName, call)) };
}

async function assumed(
  settings: ClientSettings,
  role: string,
  sessionName: string,
  call: Call,
): Promise<Credentials> {
  const client = new STSClient(settings);
  const request = new AssumeRoleCommand({ RoleArn: role, RoleSessionName: sessionName });
  const { Credentials: given } = await call('sts:AssumeRole', (options) => client.send(request, options));
  client.destroy();
  if (given?.AccessKeyId === undefined || given.SecretAccessKey === undefined)
    throw new Error(`sts:AssumeRole of ${role} answered without credentials`);
  return {
    accessKeyId: given.AccessKeyId,
    secretAccessKey: given.SecretAccessKey,
    ...(given.SessionToken !== undefined && { sessionToken: given.SessionToken }),
    ...(given.Expiration && { expiration: given.Expiration }),
  };
}

const renewBeforeMs = 5 * 60_000;

/** One session for all clients, renewed five minutes before it ends; a session that was refused is asked for again. */
function remembered(clock: Clock, get: () => Promise<Credentials>): () => Promise<Credentials> {
  let current: Promise<Credentials> | undefined;
  return async () => {
    const kept = await current?.catch(() => undefined);
    const isFresh = kept && (kept.expiration?.getTime() ?? Infinity) - clock.now() > renewBeforeMs;
    if (isFresh) return kept;
    current = get();
    return current;
  };
}

/** `[\w+=,.@-]{2,64}` (STS API reference). */
function allowedSessionName(name: string): string {
  return name
    .replaceAll(/[^\w+=,.@-]+/g, '-')
    .slice(0, 64)
    .padEnd(2, '-');
}
