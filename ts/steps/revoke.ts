import * as z from 'zod/mini';
import { actorMembers, promotionMembers, releaseMember } from './promotion-input.ts';
import { defineStep } from './step.ts';

export const revokeStep = defineStep({
  name: 'revoke',
  summary: 'Take back that a release was verified in an environment',
  about: [
    'The environments after it no longer take the release from there, nor any other release of the same images, and `rollback` no longer goes back to it, until it is verified there again. What runs is left alone.',
  ],
  bundle: 'aws',
  input: z.strictObject({
    ...promotionMembers,
    release: releaseMember,
    ...actorMembers,
    reason: z.string().check(z.minLength(1), z.describe('Why, for the record')),
  }),
  output: z.strictObject({
    environment: z.string(),
    releaseId: z.string(),
    fact: z.string().check(z.describe('Id in the ledger')),
  }),
  examples: [
    {
      command: 'ecs-promote revoke --environment staging --release 4f2c1a9 --reason "totals are wrong"',
      about: 'Live no longer takes it',
    },
  ],
  endings: ['usage', 'refused', 'configuration', 'infrastructure', 'interrupted'],
});
