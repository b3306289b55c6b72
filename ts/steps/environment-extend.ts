import * as z from 'zod/mini';
import { existence, leaseMembers, whyMember } from './environment-members.ts';
import { actorMembers, promotionMembers } from './promotion-input.ts';
import { defineStep } from './step.ts';

export const environmentExtendStep = defineStep({
  name: 'environment extend',
  summary: 'Keep an environment on demand for longer',
  about: [
    'Who keeps it, until when and why stands in the ledger and in `environment list`; until then `environment down --due` leaves it, and other people’s `environment down` needs --end-lease. The newest lease counts, also where it ends earlier.',
  ],
  bundle: 'aws',
  input: z.strictObject({
    ...promotionMembers,
    ...leaseMembers,
    by: actorMembers.by,
    reason: whyMember,
  }),
  output: existence,
  examples: [
    {
      command: 'ecs-promote environment extend --environment test --hours 12 --reason "load test"',
      about: 'Tonight’s destroy leaves it',
    },
  ],
  endings: ['usage', 'refused', 'configuration', 'infrastructure', 'interrupted'],
});
