import * as z from 'zod/mini';
import { actorMembers, exceptionMember, promotionEnvironment, promotionMembers } from './promotion-input.ts';
import { carryingMembers, promotionOutput } from './promotion-output.ts';
import { defineStep } from './step.ts';

export const restartStep = defineStep({
  name: 'restart',
  summary: 'Deploy the release that was verified last in an environment anew',
  about: [
    'For new secrets, a changed task definition, or tasks that should start afresh: the same images by digest, in new tasks, followed and proven like any promotion.',
  ],
  bundle: 'aws',
  input: z.strictObject({
    ...promotionMembers,
    ...carryingMembers,
    ...exceptionMember,
    ...actorMembers,
  }),
  output: promotionOutput,
  environment: promotionEnvironment,
  examples: [
    {
      command: 'ecs-promote restart --environment beta --reason "new database password"',
      about: 'Start every task of beta afresh',
    },
  ],
  endings: ['usage', 'refused', 'configuration', 'deployment', 'infrastructure', 'interrupted'],
});
