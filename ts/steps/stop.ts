import * as z from 'zod/mini';
import { actorMembers, promotionMembers } from './promotion-input.ts';
import { defineStep } from './step.ts';

export const stopStep = defineStep({
  name: 'stop',
  summary: 'Stop every promotion into an environment, or let them in again',
  about: [
    'Who stopped it, when and why stands in the ledger, in `status` and in every refusal until somebody lifts the stop. A promotion that is under way goes on to its end, and `rollback` stays possible.',
  ],
  bundle: 'aws',
  input: z.strictObject({
    ...promotionMembers,
    lift: z._default(z.boolean(), false).check(z.describe('Let promotions in again')),
    ...actorMembers,
    reason: z.string().check(z.minLength(1), z.describe('Why, for whoever is refused and for the record')),
  }),
  output: z.strictObject({
    environment: z.string(),
    stopped: z.boolean(),
    fact: z.nullable(z.string()).check(z.describe('Id in the ledger; null where nothing was to be changed')),
  }),
  examples: [
    {
      command: 'ecs-promote stop --environment live --reason "incident 12"',
      about: 'Nothing new comes to live',
    },
    {
      command: 'ecs-promote stop --environment live --lift --reason "incident 12 is over"',
      about: 'Promotions may come again',
    },
  ],
  endings: ['usage', 'refused', 'configuration', 'infrastructure', 'interrupted'],
});
