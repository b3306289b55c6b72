import * as z from 'zod/mini';
import { defineStep } from './step.ts';

export const serviceEnvWriteStep = defineStep({
  name: 'service-env write',
  summary: 'Write the env artifact of a service build',
  about: [
    'Writes OUT/SERVICE.env.groovy, which Jenkins’ `load` turns into exactly these variables, whatever is in their values: quotes, backslashes, dollars, line breaks, any language. The file is replaced in one step, and only when all of it is right.',
    'A service’s variables share a stem: SERVICE1_BUILD, SERVICE1_COMMIT, SERVICE1_COMMIT_MSG, SERVICE1_IMAGE, SERVICE1_TAG, SERVICE1_DIGEST, SERVICE1_PLATFORMS. Names are upper case; names that mean something to Jenkins or to tools (PATH, BUILD_NUMBER, AWS_PROFILE) are refused. A value has at most 8 KiB and no NUL.',
  ],
  bundle: 'core',
  input: z.strictObject({
    service: z.string().check(z.describe('Name of the service; the file is called after it')),
    out: z._default(z.string(), 'output').check(z.describe('Folder for the file; made when it is not there')),
    values: z
      .record(z.string(), z.union([z.string(), z.int()]))
      .check(z.describe('Variables and their values; all behind the first equals sign is the value')),
  }),
  positional: 'values',
  output: z.strictObject({ file: z.string().check(z.describe('Path of the file that was written')) }),
  examples: [
    {
      command:
        'ecs-promote service-env write --service service1 --out output SERVICE1_BUILD=90 "SERVICE1_COMMIT_MSG=Fix the rounding of GST"',
      about: 'Writes output/service1.env.groovy',
    },
  ],
  endings: ['usage', 'configuration', 'infrastructure'],
});
