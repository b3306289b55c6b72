import * as z from 'zod/mini';
import { defineStep } from './step.ts';

export const serviceEnvReadStep = defineStep({
  name: 'service-env read',
  summary: 'Read env artifacts without running them',
  about: [
    'Prints NAME=value lines, quoted as a shell would need it. A file is taken only if Jenkins’ `load` would do nothing but assign these values; everything else is refused with line and column, and the problems of all files come at once.',
  ],
  bundle: 'core',
  input: z.strictObject({
    files: z
      .array(z.string())
      .check(z.minLength(1), z.describe('Env artifacts, e.g. import/service1.env.groovy')),
  }),
  positional: 'files',
  output: z.strictObject({
    files: z.array(z.strictObject({ file: z.string(), values: z.record(z.string(), z.string()) })),
  }),
  examples: [
    {
      command: 'ecs-promote service-env read import/service1.env.groovy',
      about: 'What the artifact records',
    },
    { command: 'ecs-promote service-env read --json import/service1.env.groovy', about: 'The same as JSON' },
  ],
  endings: ['usage', 'configuration'],
});
