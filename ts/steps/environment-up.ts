import * as z from 'zod/mini';
import { existence, leaseMembers, stackEnvironment, stackMembers, whyMember } from './environment-members.ts';
import { actorMembers, promotionMembers, releaseMember } from './promotion-input.ts';
import { defineStep } from './step.ts';

export const environmentUpStep = defineStep({
  name: 'environment up',
  summary: 'Create an environment on demand, and keep it for a while',
  about: [
    'Applies the environment’s stack, as `orchestrate apply` does, with the builds of a release: the one given, else the one that was verified there last. Run again, it completes what is missing. Only what promotion.yaml calls `onDemand` can be created so.',
    'It is destroyed at the next `destroyAt` of promotion.yaml, or when the lease given here runs out, whichever is later.',
  ],
  bundle: 'aws',
  input: z.strictObject({
    ...promotionMembers,
    release: z.optional(releaseMember),
    ...leaseMembers,
    by: actorMembers.by,
    reason: whyMember,
    ...stackMembers,
  }),
  output: z.strictObject({
    ...existence.shape,
    changed: z.boolean().check(z.describe('Whether Terraform had anything to do')),
  }),
  environment: stackEnvironment,
  examples: [
    {
      command: 'ecs-promote environment up --environment test --hours 4 --reason "demo for finance"',
      about: 'For four hours at least',
    },
  ],
  endings: ['usage', 'refused', 'configuration', 'deployment', 'infrastructure', 'interrupted'],
});
