import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import type { Environment } from '../../core/config/config.ts';
import { ProblemError } from '../../core/errors/problem.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Cloud } from '../../ports/doctor.ts';
import { awsCalls, type Call } from '../aws/call.ts';
import { awsClientSettings, type ClientSettings } from '../aws/client-settings.ts';
import { ecrRegistry } from '../ecr/index.ts';
import type { EcsAccess } from '../ecs/access.ts';
import { describeServices } from '../ecs/describe-services.ts';
import { stsAccount } from '../sts/index.ts';
import { awsTime } from './aws-time.ts';
import { decisions } from './simulation.ts';

type As = { readonly region: string } | Environment;

export interface CloudPlace {
  readonly clock: Clock;
  /** Ends requests under way. */
  readonly signal: AbortSignal;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What carries the clients' requests, where that is not the network. */
  readonly requestHandler?: ClientSettings['requestHandler'];
}

/** A tag that no build pushes: what is asked is whether the repository answers. */
const noTag = 'ecs-promote-doctor';

/** AWS, and the access to an environment's cluster that a policy is made with. */
export function cloudOf({ clock, signal, env, requestHandler }: CloudPlace): Cloud & {
  readonly accessTo: (environment: Environment) => EcsAccess;
} {
  const call = awsCalls({ clock, signal });
  const known = new Map<string, ClientSettings>();
  // One session for all that is asked as an environment's role.
  const settingsAs = (as: As): ClientSettings => {
    const assumeRole = 'assumeRole' in as ? as.assumeRole : undefined;
    const key = `${as.region} ${assumeRole ?? ''}`;
    const settings = known.get(key) ?? {
      ...awsClientSettings({ region: as.region, assumeRole, sessionName: 'ecs-promote-doctor' }, call, clock),
      ...(requestHandler && { requestHandler }),
    };
    known.set(key, settings);
    return settings;
  };
  const accessTo = (environment: Environment): EcsAccess => {
    const settings = settingsAs(environment);
    const [ecs, elb] = [new ECSClient(settings), new ElasticLoadBalancingV2Client(settings)];
    return { ecs, elb, cluster: environment.cluster, call };
  };
  return {
    accessTo,
    time: (region) => awsTime(region, { clock, signal, env }),
    whoAmI: (as) => identity(settingsAs(as), call),
    activeServices: (environment) => activeServices(environment, accessTo(environment)),
    unreadable: async (repositories) => {
      const registry = ecrRegistry({ settings: (region) => settingsAs({ region }), call });
      const asked = repositories.map((repository) =>
        registry.resolve(repository, noTag).then(() => [], refusal(repository)),
      );
      return (await Promise.all(asked)).flat();
    },
    decisions: (principal, questions, as) =>
      decisions({ iam: new IAMClient(settingsAs(as)), call }, principal, questions),
  };
}

async function identity(settings: ClientSettings, call: Call) {
  const who = await stsAccount(settings, call).whoAmI();
  const client = new STSClient(settings);
  const { expiration } = await client.config.credentials();
  client.destroy();
  return { ...who, expires: expiration?.getTime() ?? null };
}

async function activeServices(
  { services }: Environment,
  access: EcsAccess,
): Promise<ReadonlySet<string> | null> {
  try {
    const found = await describeServices(
      access,
      services.map(({ ecsService }) => ecsService),
    );
    return new Set([...found].filter(([, { status }]) => status === 'ACTIVE').map(([name]) => name));
  } catch (error) {
    const missing = error instanceof ProblemError && error.problems[0].code === 'ecs-cluster-not-found';
    if (missing) return null;
    throw error;
  }
}

function refusal(repository: string) {
  return (error: unknown) => {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map(({ what, next }) => ({ repository, what: what.replace(/\.$/, ''), next }));
  };
}
