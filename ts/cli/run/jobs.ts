import type { jobsStep } from '../../steps/jobs.ts';
import type { Run } from '../context.ts';
import { jobs } from '../part-controller.ts';

export const run: Run<typeof jobsStep> = (input, context) => jobs(input, context);
