import type { renderTaskdefStep } from '../../steps/render-taskdef.ts';
import type { Run } from '../context.ts';
import { renderTaskdefFiles } from '../part-render.ts';
import { templatesIn } from '../wiring/render-templates.ts';

export const run: Run<typeof renderTaskdefStep> = (input, context) =>
  renderTaskdefFiles(input, context, templatesIn);
