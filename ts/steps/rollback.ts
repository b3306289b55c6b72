import * as z from 'zod/mini';
import { actorMembers, promotionEnvironment, promotionMembers } from './promotion-input.ts';
import { followingMembers, promotionOutput } from './promotion-output.ts';
import { defineStep } from './step.ts';

export const rollbackStep = defineStep({
  name: 'rollback',
  summary: 'Take an environment back to the release that was verified before',
  about: [
    'The whole set goes back, each service with the very task definition that was proven, and is proven again like any promotion. Where the last verified release is what runs, it is the one verified before it; a release that was rolled back from does not count.',
    'It needs no approval and no gate of promotions upstream, since what it goes back to was proven in this environment; it needs a reason, which stays in the record.',
  ],
  bundle: 'aws',
  input: z.strictObject({
    ...promotionMembers,
    release: z
      .optional(z.string())
      .check(
        z.describe(
          'Another release that was verified there: a release.json, or seven digits or more of its id',
        ),
      ),
    ...followingMembers,
    ...actorMembers,
    reason: z.string().check(z.minLength(1), z.describe('Why, for the record')),
  }),
  output: promotionOutput,
  environment: promotionEnvironment,
  examples: [
    {
      command: 'ecs-promote rollback --environment live --reason "orders are lost"',
      about: 'Back to what was verified before',
    },
    {
      command: 'ecs-promote rollback --environment live --release 88b0d3e --reason "orders are lost"',
      about: 'Back to a certain release',
    },
  ],
  endings: ['usage', 'refused', 'configuration', 'deployment', 'infrastructure', 'interrupted'],
});
