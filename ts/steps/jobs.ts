import * as z from 'zod/mini';
import { defineStep } from './step.ts';

export const jobsStep = defineStep({
  name: 'jobs',
  summary: 'Write the jobs in Jenkins that follow from promotion.yaml',
  about: [
    'Writes a script for Job DSL: a build job for each service that names its source, a deploy job for each environment with the choice of a build and an override for each service, one rollback job, one that creates, keeps and destroys environments on demand, for each of these one that destroys it when its time has come, and where the file asks for them one that checks the backups and one that publishes the board. The seed job runs the step and the script; whoever changes promotion.yaml so changes the jobs, and a job that no longer follows from it is disabled.',
    'The script of each choice runs outside the sandbox, so an administrator approves it by its hash. --approvals writes all of them for configuration-as-code.',
    'It is part of the controller’s and the agents’ image, and not of what Jenkins copies into a build.',
  ],
  bundle: 'core',
  input: z.strictObject({
    config: z._default(z.string(), 'promotion.yaml').check(z.describe('The configuration file')),
    out: z
      .optional(z.string().check(z.minLength(1)))
      .check(z.describe('File that the script is written to; default: stdout')),
    approvals: z
      .optional(z.string().check(z.minLength(1)))
      .check(z.describe('File that the approvals are written to, as configuration-as-code reads them')),
    seedJob: z
      ._default(z.string().check(z.minLength(1)), 'ecs-promote-jobs')
      .check(z.describe('The job that archives promotion.yaml, for lists of what is eligible')),
  }),
  output: z.strictObject({
    jobs: z.array(
      z.strictObject({
        name: z.string(),
        kind: z.enum(['build', 'deploy', 'due', 'rollback', 'environment', 'destroy', 'backup', 'board']),
        approval: z
          .nullable(z.string())
          .check(z.describe('Hash of its choice script, SHA512:…; null without one')),
      }),
    ),
    remarks: z.array(z.string()).check(z.describe('Which jobs are left to people')),
    files: z.array(z.string()).check(z.describe('What was written')),
  }),
  examples: [
    {
      command: 'ecs-promote jobs --out jobs.groovy',
      about: 'In the seed job, before the step jobDsl',
    },
    {
      command: 'ecs-promote jobs --approvals casc/approvals.yaml --out jobs.groovy',
      about: 'For an administrator, after an environment was added',
    },
  ],
  endings: ['usage', 'configuration'],
});
