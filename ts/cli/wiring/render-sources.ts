import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { awsCalls } from '../../adapters/aws/call.ts';
import { awsClientSettings } from '../../adapters/aws/client-settings.ts';
import { ecsTemplates } from '../../adapters/ecs/templates.ts';
import { WorkspaceFiles } from '../../adapters/files/workspace-files.ts';
import type { DefinitionSource, RenderTools } from '../../app/render.ts';
import { renderErrors } from '../../core/errors/catalogue/render.ts';
import type { Templates } from '../../ports/templates.ts';
import type { Context } from '../context.ts';

interface LiveInput {
  readonly cluster?: string | undefined;
  readonly service?: string | undefined;
  readonly region?: string | undefined;
}

/** Errors, when AWS is asked: `render-region-unknown`. */
export function renderTools(
  input: LiveInput & { readonly family?: string | undefined },
  context: Context,
): RenderTools {
  return { files: new WorkspaceFiles(context.cwd), templates: () => templatesOf(input, context) };
}

function templatesOf(
  { cluster, family, region }: Parameters<typeof renderTools>[0],
  { clock, env, report, interrupted }: Context,
): Templates {
  const known = [region, env['AWS_REGION'], env['AWS_DEFAULT_REGION']].find((each) => (each ?? '') !== '');
  const asked = cluster === undefined ? `task definition ${family ?? ''}` : `cluster ${cluster}`;
  if (known === undefined) throw renderErrors.regionUnknown.error({ asked });
  const call = awsCalls({ clock, report, signal: interrupted });
  const settings = awsClientSettings({ region: known, sessionName: 'ecs-promote-render' }, call, clock);
  return ecsTemplates({
    ecs: new ECSClient(settings),
    elb: new ElasticLoadBalancingV2Client(settings),
    call,
  });
}

/** Errors: `render-sources`, `render-goes-with`. */
export function definitionSource({
  from,
  family,
  cluster,
  service,
}: LiveInput & {
  readonly from?: string | undefined;
  readonly family?: string | undefined;
}): DefinitionSource {
  together({ '--cluster': cluster, '--service': service });
  together({ '--service': service, '--cluster': cluster });
  return oneOf<DefinitionSource>(
    'the task definition',
    [
      ...(from === undefined ? [] : [{ flag: '--from', source: { from } }]),
      ...(family === undefined ? [] : [{ flag: '--family', source: { family } }]),
      ...(cluster === undefined
        ? []
        : [{ flag: '--cluster', source: { cluster, ecsService: service ?? '' } }]),
    ],
    ['--from FILE', '--family NAME', '--cluster with --service'],
  );
}

/** The one way that was taken. Errors: `render-sources`. */
export function oneOf<Source>(
  what: string,
  given: readonly { readonly flag: string; readonly source: Source }[],
  ways: readonly string[],
): Source {
  const [first] = given;
  if (first && given.length === 1) return first.source;
  throw renderErrors.sources.error({ what, given: given.map(({ flag }) => flag), ways });
}

/** Of the two flags the first wants the second. Errors: `render-goes-with`. */
export function together(flags: Readonly<Record<string, unknown>>): void {
  const [first, second] = Object.entries(flags);
  if (!first || !second || first[1] === undefined || second[1] !== undefined) return;
  throw renderErrors.goesWith.error({ flag: first[0], wants: second[0] });
}
