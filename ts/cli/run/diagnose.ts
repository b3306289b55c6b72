import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import type * as z from 'zod/mini';
import { awsCalls } from '../../adapters/aws/call.ts';
import { awsClientSettings } from '../../adapters/aws/client-settings.ts';
import { ecsPictures } from '../../adapters/ecs/pictures.ts';
import { WorkspaceFiles } from '../../adapters/files/workspace-files.ts';
import { diagnoseLines, diagnoseLive, diagnoseSaved, type ServiceVerdict } from '../../app/diagnose.ts';
import { renderVerdict } from '../../core/diagnosis/render.ts';
import { diagnoseErrors } from '../../core/errors/catalogue/diagnose.ts';
import type { Pictures } from '../../ports/pictures.ts';
import type { diagnoseStep } from '../../steps/diagnose.ts';
import type { Context, Run } from '../context.ts';

type Input = z.infer<(typeof diagnoseStep)['input']>;

export const run: Run<typeof diagnoseStep> = async (input, context) => {
  const files = new WorkspaceFiles(context.cwd);
  switch (wayOf(input)) {
    case 'lines': {
      const verdicts = await diagnoseLines(input.lines ?? '', files);
      const text = verdicts.map(renderVerdict).join('\n');
      return { output: { verdicts: [...verdicts] }, jsonLines: verdicts, text };
    }
    case 'saved': {
      const { services, tasks, targets } = input;
      return answer(await diagnoseSaved({ services, tasks, targets }, files));
    }
    case 'live':
      return answer(await diagnoseLive(input.service ?? [], picturesOf(input, context)));
  }
};

function answer(verdicts: readonly ServiceVerdict[]) {
  const text = verdicts.map((verdict) => `${verdict.service}: ${renderVerdict(verdict)}`).join('\n');
  return { output: { verdicts: [...verdicts] }, text };
}

/** Errors: `diagnose-ways-mixed`, `diagnose-nothing-given`. */
function wayOf({
  lines,
  services,
  tasks,
  targets,
  cluster,
  service,
  region,
}: Input): 'lines' | 'saved' | 'live' {
  const flags = { lines, services, tasks, targets, cluster, service, region };
  const given = Object.entries(flags).flatMap(([flag, value]) => (value === undefined ? [] : [flag]));
  const ways = [
    given.filter((flag) => flag === 'lines'),
    given.filter((flag) => ['services', 'tasks', 'targets'].includes(flag)),
    given.filter((flag) => ['cluster', 'service', 'region'].includes(flag)),
  ];
  const taken = ways.flatMap(([first]) => (first === undefined ? [] : [`--${first}`]));
  if (taken.length > 1) throw diagnoseErrors.waysMixed.error({ given: taken });
  if (lines !== undefined) return 'lines';
  if (ways[1]?.length) return 'saved';
  if (cluster !== undefined && service !== undefined) return 'live';
  throw diagnoseErrors.nothingGiven.error({
    missing:
      taken.length === 0
        ? 'neither a file nor a service is named'
        : `--${cluster === undefined ? 'cluster' : 'service'} is not given`,
  });
}

/** Errors: `diagnose-region-unknown`. */
function picturesOf({ cluster = '', region }: Input, { clock, env, report, interrupted }: Context): Pictures {
  const known = region ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'];
  if (known === undefined || known === '') throw diagnoseErrors.regionUnknown.error({ cluster });
  const call = awsCalls({ clock, report, signal: interrupted });
  const settings = awsClientSettings({ region: known, sessionName: 'ecs-promote-diagnose' }, call, clock);
  return ecsPictures({
    ecs: new ECSClient(settings),
    elb: new ElasticLoadBalancingV2Client(settings),
    cluster,
    call,
  });
}
