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

/** Makes the clients of a region. */
export type TemplatesIn = (region: string, context: Context) => Templates;

/** Errors, when AWS is asked: `render-region-unknown`. */
export function renderTools(
  input: LiveInput & { readonly family?: string | undefined },
  context: Context,
  templatesIn: TemplatesIn,
): RenderTools {
  const templates = () => templatesIn(regionOf(input, context), context);
  return { files: new WorkspaceFiles(context.cwd), templates };
}

function regionOf({ cluster, family, region }: Parameters<typeof renderTools>[0], { env }: Context): string {
  const known = [region, env['AWS_REGION'], env['AWS_DEFAULT_REGION']].find((each) => (each ?? '') !== '');
  const asked = cluster === undefined ? `task definition ${family ?? ''}` : `cluster ${cluster}`;
  if (known === undefined) throw renderErrors.regionUnknown.error({ asked });
  return known;
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
