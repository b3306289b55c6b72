import { resolve } from 'node:path';
import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { ECSClient } from '@aws-sdk/client-ecs';
import type * as z from 'zod/mini';
import { awsCalls } from '../../adapters/aws/call.ts';
import { awsClientSettings, type Identity } from '../../adapters/aws/client-settings.ts';
import { ecsClusters } from '../../adapters/init/clusters.ts';
import { newFilesIn } from '../../adapters/init/new-files.ts';
import { originOf } from '../../adapters/init/origin.ts';
import { sourceFolder } from '../../adapters/init/source-folder.ts';
import { stsAccount } from '../../adapters/sts/index.ts';
import { init as useCase } from '../../app/init.ts';
import { initErrors } from '../../core/errors/catalogue/init.ts';
import { renderInit } from '../../core/init/report.ts';
import type { Whereabouts } from '../../core/init/whereabouts.ts';
import type { Wishes } from '../../core/init/wishes.ts';
import type { Clusters } from '../../ports/clusters.ts';
import type { initStep } from '../../steps/init.ts';
import type { Answer, Context } from '../context.ts';

type Input = z.infer<(typeof initStep)['input']>;
type Output = z.input<(typeof initStep)['output']>;

/** `init`: reads what there is, writes what follows from it, and says what does not. */
export async function init(input: Input, context: Context): Promise<Answer<Output>> {
  const { cwd, env, report } = context;
  const dir = resolve(cwd, input.dir);
  const usual = said(env['AWS_REGION']) ?? said(env['AWS_DEFAULT_REGION']);
  const region = input.region ?? usual;
  const named = [...input.cluster, ...input.environment.filter((word) => word.includes('='))];
  const wishes: Wishes = {
    services: input.service,
    environments: input.environment,
    clusters: input.cluster,
    folders: input.from,
    // What clusters tell of their regions is nearer than what the shell says of others.
    region: named.length === 0 ? region : input.region,
    engine: input.engine,
    repository: input.repository ?? (await originOf(dir)),
  };
  const begun = await useCase(wishes, input.dryRun, {
    clusters: clustersAt(region, context),
    sources: input.from.map((folder) => sourceFolder(folder, cwd)),
    files: newFilesIn(dir),
    report,
  });
  const { files, states, differences, unknowns, remarks } = begun;
  return {
    output: {
      services: [...begun.services],
      environments: [...begun.environments],
      files: files.map(({ path }) => ({ path, state: states.get(path) ?? 'wanted' })),
      differences: [...differences],
      unknowns: unknowns.map(({ file, at, what }) => ({ file, at, what })),
      remarks: [...remarks],
    },
    text: renderInit({ ...begun, dryRun: input.dryRun }),
  };
}

function said(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

/** One set of clients for each kind of credentials and region, which are asked once whose they are. */
function clustersAt(usual: string | undefined, context: Context): (where: Whereabouts) => Promise<Clusters> {
  const known = new Map<string, Clusters>();
  return async ({ profile, role, region: own }) => {
    const region = own ?? usual ?? (profile === undefined ? undefined : await regionOf(profile));
    if (region === undefined) throw initErrors.noRegion.error({});
    const key = JSON.stringify([profile, role, region]);
    const clusters = known.get(key) ?? clustersIn({ region, profile, assumeRole: role }, context);
    known.set(key, clusters);
    return clusters;
  };
}

/** As the configuration files say it of the profile. */
async function regionOf(profile: string): Promise<string | undefined> {
  const client = new ECSClient({ profile });
  const region = await client.config.region().catch(() => undefined);
  client.destroy();
  return region;
}

function clustersIn(
  identity: Omit<Identity, 'sessionName'>,
  { clock, report, interrupted }: Context,
): Clusters {
  const call = awsCalls({ clock, report, signal: interrupted });
  const settings = awsClientSettings({ ...identity, sessionName: 'ecs-promote-init' }, call, clock);
  return ecsClusters({
    ecs: new ECSClient(settings),
    codedeploy: new CodeDeployClient(settings),
    account: stsAccount(settings, call),
    call,
    region: identity.region,
  });
}
