import type { initStep } from '../../steps/init.ts';
import type { Run } from '../context.ts';
import { init } from '../part-init.ts';

export const run: Run<typeof initStep> = (input, context) => init(input, context);
