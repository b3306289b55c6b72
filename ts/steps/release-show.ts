import * as z from 'zod/mini';
import { releaseSchema } from '../core/release/schema.ts';
import { defineStep } from './step.ts';

export const releaseShowStep = defineStep({
  name: 'release show',
  summary: 'Show what is in a release',
  about: [
    'Id, parent, and a line for each service: build, commit, subject and digest. A file that is not byte for byte as a release is written is refused, with the id that it would have.',
  ],
  bundle: 'core',
  input: z.strictObject({
    file: z._default(z.string(), 'release.json').check(z.describe('The release’s file')),
  }),
  positional: 'file',
  output: z.strictObject({
    releaseId: z.string(),
    servicesHash: z
      .string()
      .check(
        z.describe('Hash of the service builds alone; the same for every release that would run the same'),
      ),
    release: releaseSchema,
  }),
  examples: [
    { command: 'ecs-promote release show import/release.json', about: 'The release of an upstream build' },
  ],
  endings: ['usage', 'configuration'],
});
