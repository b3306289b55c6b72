import * as z from 'zod/mini';
import { existence, stackEnvironment, stackMembers, whyMember } from './environment-members.ts';
import { actorMembers, promotionMembers } from './promotion-input.ts';
import { defineStep } from './step.ts';

export const environmentDownStep = defineStep({
  name: 'environment down',
  summary: 'Destroy an environment on demand, or all of them whose time has come',
  about: [
    'Destroys the environment’s stack, as `orchestrate destroy` does; only what promotion.yaml calls `onDemand` is ever destroyed, and nothing while a promotion to it is under way.',
    'With --due only that is destroyed whose time has come: the first `destroyAt` after it was created has passed, and so has its lease. Without --environment that is asked of every environment on demand; the nightly job calls it so, as often as it likes.',
    'A destroy that fails or is killed is remembered in the ledger. It stays due, whatever lease there was, until one ends well: the call ends with an error each time, and with --due those in `notifications` hear of it.',
  ],
  bundle: 'aws',
  input: z.strictObject({
    environment: z
      .optional(promotionMembers.environment)
      .check(z.describe('Environment of promotion.yaml; may be left out with --due')),
    config: promotionMembers.config,
    ledger: promotionMembers.ledger,
    due: z._default(z.boolean(), false).check(z.describe('Only if its time has come')),
    endLease: z
      ._default(z.boolean(), false)
      .check(z.describe('Also if somebody else keeps it; not with --due')),
    by: actorMembers.by,
    reason: whyMember,
    ...stackMembers,
  }),
  output: z.strictObject({
    environments: z.array(
      z.strictObject({
        ...existence.shape,
        result: z
          .enum(['destroyed', 'nothingThere', 'kept', 'failed'])
          .check(z.describe('`kept`: its time has not come, or somebody or a promotion needs it')),
      }),
    ),
  }),
  environment: stackEnvironment,
  examples: [
    {
      command: 'ecs-promote environment down --due --by timer --reason "nightly destroy"',
      about: 'What the nightly job runs',
    },
    {
      command: 'ecs-promote environment down --environment staging --reason "release 12 is live"',
      about: 'One environment, now',
    },
  ],
  endings: ['usage', 'refused', 'configuration', 'deployment', 'infrastructure', 'interrupted'],
});
