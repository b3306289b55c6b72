import { dirname } from 'node:path';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { awsCalls } from '../../adapters/aws/call.ts';
import { awsClientSettings, type ClientSettings } from '../../adapters/aws/client-settings.ts';
import type { CodeDeployAccess } from '../../adapters/codedeploy/access.ts';
import { ecrRegistry } from '../../adapters/ecr/index.ts';
import { ecrPlatforms } from '../../adapters/ecr/platforms.ts';
import { EcsServices } from '../../adapters/ecs/ecs-services.ts';
import { ecsOneOffTasks } from '../../adapters/ecs/one-off-tasks.ts';
import { keepingIn } from '../../adapters/evidence/kept.ts';
import { AwsWitness } from '../../adapters/evidence/witness.ts';
import { WorkspaceFiles } from '../../adapters/files/workspace-files.ts';
import { httpProbe } from '../../adapters/http/http-probe.ts';
import { processCommands } from '../../adapters/process/commands.ts';
import { ecsSurroundings } from '../../adapters/preflight/surroundings.ts';
import { expectAccount, stsAccount } from '../../adapters/sts/index.ts';
import type { EnvironmentTools } from '../../app/tools.ts';
import type { Environment } from '../../core/config/config.ts';
import type { Services } from '../../ports/services.ts';
import type { Context } from '../context.ts';
import { deepChecksIfThere } from './deep-checks.ts';
import { environmentNamed, type Deployment } from './deployment.ts';
import { noticesOf } from './notices.ts';
import { stackIfThere } from './promoted-stack.ts';
import { variablesSent } from './smoke-variables.ts';

/**
 * The tools for one environment, after making sure that the credentials belong to the account the configuration names.
 *
 * @param out folder that evidence is kept in; without it none is
 */
export async function environmentTools(
  name: string,
  { file, config, ledger }: Deployment,
  context: Context,
  out?: string,
): Promise<EnvironmentTools> {
  const environment = environmentNamed(name, config);
  const { clock, report, interrupted } = context;
  const call = awsCalls({ clock, report, signal: interrupted });
  // Images are where the builds push them, so they are asked for as ourselves and not as the environment's role.
  const settings = (region: string) => awsClientSettings({ region, sessionName: 'ecs-promote' }, call, clock);
  const { seen, ...cluster } = await clusterOf(environment, context);
  return {
    config,
    environment,
    ledger,
    ...cluster,
    archives: out !== undefined,
    witness: {
      gather: (...of) => seen.gather(...of),
      logTail: (...of) => seen.logTail(...of),
      keep: keepingIn(out, new WorkspaceFiles(context.cwd), report),
    },
    registry: ecrRegistry({ settings, call }),
    images: ecrPlatforms({ settings, call }),
    probe: httpProbe,
    commands: processCommands(context),
    variables: variablesSent([environment], context.env),
    notices: noticesOf(config, context),
    stack:
      environment.engine === 'terraform'
        ? stackIfThere(environment, config, { root: dirname(file), out }, context)
        : undefined,
    clock,
    report,
    interrupted,
  };
}

/** The services of the environment's cluster, in its region and as its role. */
export async function servicesOf(environment: Environment, context: Context): Promise<Services> {
  const { services } = await clusterOf(environment, context);
  return services;
}

/** Makes sure that the credentials belong to the account that the configuration names. */
export async function requireAccount(
  { name, region, assumeRole, accountId }: Environment,
  { clock, report, interrupted }: Context,
): Promise<void> {
  if (accountId === undefined) return;
  const call = awsCalls({ clock, report, signal: interrupted });
  const settings = awsClientSettings({ region, assumeRole, sessionName: `ecs-promote-${name}` }, call, clock);
  await expectAccount(stsAccount(settings, call), accountId, name);
}

/** The clients of the environment's account and region, as its role. */
export async function accessTo(environment: Environment, context: Context): Promise<CodeDeployAccess> {
  return (await accountOf(environment, context)).access;
}

async function clusterOf(
  environment: Environment,
  context: Context,
): Promise<
  Pick<EnvironmentTools, 'services' | 'uninterrupted' | 'oneOffTasks' | 'surroundings'> & {
    readonly seen: AwsWitness;
  }
> {
  const { access, settings } = await accountOf(environment, context);
  const { cluster, call, ...clients } = access;
  const logs = new CloudWatchLogsClient(settings);
  const { clock, report } = context;
  return {
    services: new EcsServices(access),
    seen: new AwsWitness(access, logs),
    oneOffTasks: ecsOneOffTasks(access, logs),
    surroundings: ecsSurroundings(access, () => deepChecksIfThere(cluster, settings, call)),
    uninterrupted: new EcsServices({ ...clients, cluster, call: awsCalls({ clock, report }) }),
  };
}

async function accountOf(
  { region, assumeRole, accountId, name, cluster }: Environment,
  { clock, report, interrupted }: Context,
): Promise<{ readonly access: CodeDeployAccess; readonly settings: ClientSettings }> {
  const call = awsCalls({ clock, report, signal: interrupted });
  const settings = awsClientSettings({ region, assumeRole, sessionName: `ecs-promote-${name}` }, call, clock);
  await expectAccount(stsAccount(settings, call), accountId, name);
  const access = {
    ecs: new ECSClient(settings),
    elb: new ElasticLoadBalancingV2Client(settings),
    codedeploy: new CodeDeployClient(settings),
    cluster,
    call,
  };
  return { access, settings };
}
