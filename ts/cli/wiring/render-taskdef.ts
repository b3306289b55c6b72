import { join } from 'node:path';
import type * as z from 'zod/mini';
import { definitionFrom, imageFrom, type ImageSource } from '../../app/render.ts';
import { renderErrors } from '../../core/errors/catalogue/render.ts';
import { imageDetailText, renderTaskdef, type RenderedImage } from '../../core/render/taskdef.ts';
import type { renderTaskdefStep } from '../../steps/render-taskdef.ts';
import type { Context } from '../context.ts';
import { definitionSource, oneOf, renderTools, together, type TemplatesIn } from './render-sources.ts';

type Input = z.infer<(typeof renderTaskdefStep)['input']>;

/** Writes the files of `render taskdef`. */
export async function renderTaskdefFiles(input: Input, context: Context, templatesIn: TemplatesIn) {
  const source = definitionSource(input);
  const wanted = imageSource(input);
  const tools = renderTools(input, context, templatesIn);
  const image = wanted === null ? null : await imageFrom(wanted, tools);
  const definition = await definitionFrom(source, tools);
  const { container, text } = renderTaskdef(definition, input.container ?? null, renderedImage(input, image));
  const written = [
    { path: join(input.out, 'taskdef.json'), text },
    ...(input.placeholder !== undefined && image !== null
      ? [{ path: join(input.out, 'imageDetail.json'), text: imageDetailText(image) }]
      : []),
  ];
  for (const file of written) await tools.files.replaceText(file.path, file.text);
  const files = written.map(({ path }) => path);
  const output = { family: String(definition['family']), container, image, files };
  return { output, text: files.join('\n') };
}

/** Null for a placeholder alone. */
function imageSource({ image, artifact, variable, release, of, placeholder }: Input): ImageSource | null {
  together({ '--variable': variable, '--artifact': artifact });
  together({ '--of': of, '--release': release });
  together({ '--release': release, '--of': of });
  const ways = [
    ...(image === undefined ? [] : [{ flag: '--image', source: { image } }]),
    ...(artifact === undefined
      ? []
      : [{ flag: '--artifact', source: { artifact, variable: variable ?? null } }]),
    ...(release === undefined ? [] : [{ flag: '--release', source: { release, service: of ?? '' } }]),
  ];
  if (ways.length === 0 && placeholder !== undefined) return null;
  return oneOf<ImageSource>('the image', ways, ['--image', '--artifact FILE', '--release with --of']);
}

function renderedImage({ placeholder }: Input, image: string | null): RenderedImage {
  if (placeholder !== undefined) return { placeholder };
  if (image === null) throw renderErrors.sources.error({ what: 'the image', given: [], ways: ['--image'] });
  return { image };
}
