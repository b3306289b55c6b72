import type { doctorStep } from '../../steps/doctor.ts';
import type { Run } from '../context.ts';
import { doctorAnswer } from '../part-doctor.ts';

export const run: Run<typeof doctorStep> = (input, context) => doctorAnswer(input, context);
