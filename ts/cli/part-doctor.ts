import { join } from 'node:path';
import type * as z from 'zod/mini';
import type { doctorStep } from '../steps/doctor.ts';
import type { Answer, Context } from './context.ts';
import { examineThis } from './wiring/doctor.ts';

/**
 * The doctor, in a file of its own beside the program (`ts/tools/bundle/parts.ts`): it has clients of several services, and no build
 * needs it. Its own clients, and not those of the AWS bundle: what it looks for may be that this is broken.
 */
export function doctorAnswer(
  input: z.infer<(typeof doctorStep)['input']>,
  context: Context,
): Promise<Answer<z.input<(typeof doctorStep)['output']>>> {
  // The bundles lie in `lib` of the tree.
  return examineThis(input, context, { root: join(__dirname, '..') });
}
