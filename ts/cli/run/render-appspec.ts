import type { renderAppSpecStep } from '../../steps/render-appspec.ts';
import type { Run } from '../context.ts';
import { renderAppspecFile } from '../part-render.ts';
import { templatesIn } from '../wiring/render-templates.ts';

export const run: Run<typeof renderAppSpecStep> = (input, context) =>
  renderAppspecFile(input, context, templatesIn);
