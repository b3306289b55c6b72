import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ECSClient } from '@aws-sdk/client-ecs';
import { IAMClient } from '@aws-sdk/client-iam';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { DeepSurroundings } from '../../ports/preflight.ts';
import type { Call } from '../aws/call.ts';
import type { ClientSettings } from '../aws/client-settings.ts';
import { capacity } from './capacity.ts';
import { hasLogGroup } from './log-groups.ts';
import { securityGroups, subnets } from './network.ts';
import { role, simulated } from './roles.ts';
import { hasPolicy, storedParameter, storedSecret } from './stored.ts';

/** A client of each of the services that only these checks need; of some, for each region that is asked. */
export interface DeepAccess {
  /** Short name or ARN. */
  readonly cluster: string;
  readonly ecs: ECSClient;
  readonly iam: IAMClient;
  readonly ec2: EC2Client;
  readonly logs: (region: string | null) => CloudWatchLogsClient;
  readonly secrets: (region: string | null) => SecretsManagerClient;
  readonly parameters: (region: string | null) => SSMClient;
  readonly call: Call;
}

/**
 * Reads roles, secrets' and parameters' descriptions, log groups and the network.
 *
 * @param settings of the cluster's region, as the environment's role
 */
export function deepSurroundings(cluster: string, settings: ClientSettings, call: Call): DeepSurroundings {
  const access: DeepAccess = {
    cluster,
    ecs: new ECSClient(settings),
    iam: new IAMClient(settings),
    ec2: new EC2Client(settings),
    logs: byRegion(settings, (own) => new CloudWatchLogsClient(own)),
    secrets: byRegion(settings, (own) => new SecretsManagerClient(own)),
    parameters: byRegion(settings, (own) => new SSMClient(own)),
    call,
  };
  return {
    role: (arn) => role(access, arn),
    stored: (reference) =>
      reference.store === 'secretsManager'
        ? storedSecret(access, reference)
        : storedParameter(access, reference),
    mayRead: async (arn, store, { arn: resource }) => {
      if (store === 'parameterStore') return simulated(access, arn, 'ssm:GetParameters', resource);
      const decision = await simulated(access, arn, 'secretsmanager:GetSecretValue', resource);
      if (decision !== 'notAllowed') return decision;
      // In one account either policy is enough to allow it.
      return (await hasPolicy(access, resource)) ? 'perhapsByItsPolicy' : 'notAllowed';
    },
    hasLogGroup: (name, region) => hasLogGroup(access, name, region),
    subnets: (ids) => subnets(access, ids),
    securityGroups: (ids) => securityGroups(access, ids),
    capacity: (providers) => capacity(access, providers),
  };
}

function byRegion<Client>(
  settings: ClientSettings,
  make: (settings: ClientSettings) => Client,
): (region: string | null) => Client {
  const clients = new Map<string, Client>();
  return (named) => {
    const region = named ?? settings.region;
    const client = clients.get(region) ?? make({ ...settings, region });
    clients.set(region, client);
    return client;
  };
}
