import * as z from 'zod/mini';
import {
  actorMembers,
  exceptionMember,
  promotionEnvironment,
  promotionMembers,
  releaseMember,
} from './promotion-input.ts';
import { carryingMembers, promotionOutput } from './promotion-output.ts';
import { defineStep } from './step.ts';

export const promoteStep = defineStep({
  name: 'promote',
  summary: 'Bring a release into an environment and prove that it runs',
  about: [
    'Plans, writes the intent to the ledger, moves each service to its image by digest, follows the deployments themselves, and calls it verified only when every running task has the release’s digest and the targets are healthy. What fails goes back to the last verified release, the whole set.',
    'It can be run again at any time: what is under way is taken up, what is done is left alone.',
  ],
  bundle: 'aws',
  input: z.strictObject({
    ...promotionMembers,
    release: releaseMember,
    ...carryingMembers,
    shownPlan: z
      .optional(z.string())
      .check(
        z.describe('Hash of the plan that was shown before, where nobody must approve: another one is told'),
      ),
    ...exceptionMember,
    ...actorMembers,
  }),
  output: promotionOutput,
  environment: promotionEnvironment,
  examples: [
    {
      command: 'ecs-promote promote --environment test --release release.json --out output',
      about: 'Deploy to test and keep the record with the build',
    },
    {
      command:
        'ecs-promote promote --environment live --release 4f2c1a9 --approved-plan 1f0e… --approved-by rita',
      about: 'Do what was approved, and nothing else',
    },
  ],
  endings: ['usage', 'refused', 'configuration', 'deployment', 'infrastructure', 'interrupted'],
});
