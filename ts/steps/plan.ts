import * as z from 'zod/mini';
import {
  promotionEnvironment,
  promotionMembers,
  releaseMember,
  actorMembers,
  exceptionMember,
} from './promotion-input.ts';
import { cloneMembers } from './clone-members.ts';
import { defineStep } from './step.ts';

export const planStep = defineStep({
  name: 'plan',
  summary: 'Say what promoting a release would do, and change nothing',
  about: [
    'Reads the ledger, the cluster and the registry, asks every gate, and prints the actions in order with what can’t be proven; or every refusal at once.',
    'Of each service it tells the commits that come, where the whole program is: from a clone, or those of recorded builds.',
    'The plan’s hash is what an approval is given to: `promote --approved-plan HASH` does this plan or none.',
  ],
  bundle: 'aws',
  input: z.strictObject({
    ...promotionMembers,
    release: releaseMember,
    restart: z
      ._default(z.boolean(), false)
      .check(z.describe('Plan to deploy the same release anew, also where it runs already')),
    announce: z
      ._default(z.boolean(), false)
      .check(
        z.describe('Tell those in notifications of promotion.yaml that it waits for an approval, if it does'),
      ),
    ...cloneMembers,
    markdown: z
      .optional(z.string().check(z.minLength(1)))
      .check(z.describe('File to write what changes to as Markdown, for a ticket or a chat')),
    ...exceptionMember,
    ...actorMembers,
  }),
  output: z.strictObject({
    decision: z
      .enum(['plan', 'nothingToDo', 'refused', 'takeUp'])
      .check(z.describe('What `promote` would do; `takeUp`: go on with a promotion that was interrupted')),
    environment: z.string(),
    releaseId: z.string(),
    planHash: z.nullable(z.string()),
    needsApproval: z.boolean(),
    approval: z
      .nullable(z.strictObject({ from: z.array(z.string()), minimum: z.number(), notRequester: z.boolean() }))
      .check(z.describe('Who must approve it, and how many; null where nobody must')),
    text: z
      .string()
      .check(
        z.describe(
          'The plan for the one who is to approve it, in at most 4,000 characters: where it is longer it says what is left out, and where all is',
        ),
      ),
    plan: z.nullable(z.unknown()),
    changes: z
      .nullable(z.unknown())
      .check(
        z.describe('What would change, as `diff` has it; null where its part of the program is not there'),
      ),
  }),
  environment: promotionEnvironment,
  examples: [
    {
      command: 'ecs-promote plan --environment beta --release release.json',
      about: 'What would change in beta, and the hash to approve',
    },
    {
      command: 'ecs-promote plan --environment live --release 4f2c1a9 --json',
      about: 'The same for a release the ledger knows, for a program',
    },
  ],
  endings: ['usage', 'refused', 'configuration', 'infrastructure', 'interrupted'],
});
