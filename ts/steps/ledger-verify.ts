import * as z from 'zod/mini';
import { promotionMembers } from './promotion-input.ts';
import { defineStep } from './step.ts';

export const notedMember = z
  ._default(z.array(z.string().check(z.regex(/^[A-Za-z0-9][\w.-]*=[0-9a-f]{64}$/))), [])
  .check(z.describe('An environment, `=` and the SHA-256 that an earlier run printed for its newest fact'));

export const ledgerVerifyStep = defineStep({
  name: 'ledger verify',
  summary: 'Check that nothing in the ledger was changed, moved or taken out',
  about: [
    'Each fact names the SHA-256 of the one before it, so every link of every environment’s chain is checked, and everything that is wrong is told together.',
    'The chain can’t show that its newest facts are gone. Keep the line that this prints for an environment somewhere else, in a nightly build’s log for example, and give it as `--noted` later: the fact must still be there.',
  ],
  bundle: 'aws',
  input: z.strictObject({
    environment: z.optional(z.string()).check(z.describe('Only this environment; default: all of them')),
    config: promotionMembers.config,
    ledger: promotionMembers.ledger,
    noted: notedMember,
  }),
  output: z.strictObject({
    environments: z.array(
      z.strictObject({
        environment: z.string(),
        facts: z.number(),
        newest: z.nullable(z.strictObject({ id: z.string(), sha256: z.string(), at: z.string() })),
      }),
    ),
  }),
  examples: [
    { command: 'ecs-promote ledger verify', about: 'Every chain of the ledger of ./promotion.yaml' },
    {
      command:
        'ecs-promote ledger verify --noted live=9f2b7c0e6d1a4f3b8c5e2d7a0b9f4c1e6d3a8b5f2c7e0d9a4b1f6c3e8d5a2b7f',
      about: 'and that Live still holds what it held then',
    },
  ],
  endings: ['usage', 'configuration', 'infrastructure', 'interrupted'],
});
