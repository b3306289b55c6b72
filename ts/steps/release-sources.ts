import * as z from 'zod/mini';
import { defineStep } from './step.ts';

const build = z.string().check(z.regex(/^[1-9][0-9]*$/, 'the number of a build'));

export const releaseSourcesStep = defineStep({
  name: 'release sources',
  summary: 'Say which artifacts of which builds a release is made of',
  about: [
    'For a pipeline that copies artifacts: the names of all jobs are those of promotion.yaml. With --services the release is made of the last successful build of each; otherwise it is that of an upstream job, which --job names or --environment implies; for the first environment of the line all services are taken.',
    'A line of the answer is one call of Copy Artifact. What `release create` is to make of them is in `create`; where that is null, the release is import/release.json as it was copied.',
  ],
  bundle: 'core',
  input: z.strictObject({
    environment: z
      .optional(z.string())
      .check(z.describe('Where the release goes, for its upstream job by the configuration')),
    job: z.optional(z.string()).check(z.describe('Job whose release is taken')),
    build: z.optional(build).check(z.describe('Its build; default: the last successful one')),
    services: z._default(z.array(z.string()), []).check(z.describe('A service whose own build is taken')),
    overrides: z
      ._default(z.record(z.string(), build), {})
      .check(z.describe('Service and the build of it that is taken instead')),
    own: z
      .optional(z.string())
      .check(z.describe('The job that asks, whose last release the new one follows; default: $JOB_NAME')),
    config: z._default(z.string(), 'promotion.yaml').check(z.describe('The configuration file')),
  }),
  output: z.strictObject({
    sources: z.array(
      z.strictObject({
        job: z.string(),
        build: z.nullable(z.string()).check(z.describe('Null for the last successful one')),
        files: z.string().check(z.describe('Pattern, as Copy Artifact takes it')),
        target: z.string().check(z.describe('Folder; the folders of the artifacts are left out')),
        optional: z.boolean().check(z.describe('Whether there may be no such build')),
      }),
    ),
    create: z.nullable(
      z.strictObject({
        import: z.nullable(z.string()),
        parent: z.string().check(z.describe('Not there when its source was optional and there was none')),
        override: z.record(z.string(), z.string()),
      }),
    ),
  }),
  environment: [{ name: 'JOB_NAME', about: 'the job that asks' }],
  examples: [
    {
      command: 'ecs-promote release sources --environment beta --overrides service1=91',
      about: 'What verified in Test, with another build of one service',
    },
  ],
  endings: ['usage', 'configuration'],
});
