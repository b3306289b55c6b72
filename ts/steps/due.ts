import * as z from 'zod/mini';
import { promotionMembers } from './promotion-input.ts';
import { defineStep } from './step.ts';

const word = z.strictObject({ code: z.string(), what: z.string(), why: z.string(), next: z.string() });

export const dueStep = defineStep({
  name: 'due',
  summary: 'Say what could be promoted now to environments with `automatic: true`, and why not the rest',
  about: [
    'The newest release that was verified where the environment takes its releases from and that every gate lets in. After a person has gone back, restarted or overridden there, nothing comes until a person promotes again; what failed there is not tried a second time.',
    'From the ledger, the configuration and external checks, without AWS. It changes nothing: a job that runs at times promotes what it says.',
  ],
  bundle: 'aws',
  input: z.strictObject({
    config: promotionMembers.config,
    ledger: promotionMembers.ledger,
    memory: z
      .optional(z.string().check(z.minLength(1)))
      .check(
        z.describe(
          'File that remembers what is due until the next time, so that `start` has each release once; need not exist',
        ),
      ),
  }),
  output: z.strictObject({
    environments: z.array(
      z.strictObject({
        environment: z.string(),
        job: z.string().check(z.describe('Jenkins job that deploys to it')),
        release: z.nullable(
          z.strictObject({
            releaseId: z.string(),
            verifiedIn: z.string(),
            verifiedAt: z.string(),
            build: z
              .nullable(z.strictObject({ job: z.string(), number: z.int() }))
              .check(z.describe('Build that verified it and archived the release; null outside Jenkins')),
          }),
        ),
        needsApproval: z.boolean(),
        held: z.nullable(word).check(z.describe('Why nothing comes by itself at all')),
        waiting: z
          .array(z.strictObject({ releaseId: z.string(), problems: z.array(word) }))
          .check(z.describe('Newer releases that may not come yet, the newest first')),
      }),
    ),
    start: z
      .array(
        z.strictObject({
          environment: z.string(),
          job: z.string().check(z.describe('Jenkins job to start')),
          releaseId: z.string(),
          from: z
            .strictObject({ job: z.string(), number: z.int() })
            .check(z.describe('Build with the release')),
        }),
      )
      .check(z.describe('What has become due since the last time that `memory` knows of')),
  }),
  examples: [
    { command: 'ecs-promote due', about: 'What could come now, and what holds the rest' },
    {
      command: 'ecs-promote due --memory output/due.json --json',
      about: 'For a job that starts the deploy jobs',
    },
  ],
  endings: ['usage', 'configuration', 'infrastructure', 'interrupted'],
});
