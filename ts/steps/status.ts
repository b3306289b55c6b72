import * as z from 'zod/mini';
import { promotionEnvironment, promotionMembers } from './promotion-input.ts';
import { defineStep } from './step.ts';

export const statusStep = defineStep({
  name: 'status',
  summary: 'Say what runs where, since when, by whom, and whether it was verified',
  about: [
    'One block an environment: the release that was verified last, the service builds in it, and what ECS says now. A service that runs something else than was recorded is marked as drift; a promotion that was never finished is named, and so are a stop and a freeze that holds now. An environment on demand that is down says so: what was verified there last runs no more.',
  ],
  bundle: 'aws',
  input: z.strictObject({
    environment: z.optional(z.string()).check(z.describe('Only this environment; default: all of them')),
    config: promotionMembers.config,
    ledger: promotionMembers.ledger,
    live: z._default(z.boolean(), true).check(z.describe('Ask ECS, too; `--no-live` reads the ledger alone')),
  }),
  output: z.strictObject({
    environments: z.array(
      z.strictObject({
        environment: z.string(),
        releaseId: z.nullable(z.string()),
        verifiedAt: z.nullable(z.string()),
        verifiedBy: z.nullable(z.string()),
        unfinished: z.nullable(z.string()),
        existence: z
          .nullable(
            z.strictObject({
              state: z.enum(['down', 'goingUp', 'halfUp', 'up', 'goingDown', 'halfDown']),
              since: z.nullable(z.string()),
              by: z.nullable(z.string()),
              reason: z.nullable(z.string()),
            }),
          )
          .check(z.describe('Whether an environment on demand is there; null for one that always is')),
        frozen: z
          .array(
            z.strictObject({
              name: z.string(),
              until: z.string().check(z.describe('ISO 8601, UTC')),
              local: z.string().check(z.describe('The same in the time zone of the freeze')),
              services: z.nullable(z.array(z.string())).check(z.describe('null: all of them')),
              reason: z.nullable(z.string()),
            }),
          )
          .check(z.describe('Freezes that hold now')),
        stopped: z.nullable(z.strictObject({ by: z.string(), at: z.string(), reason: z.string() })),
        services: z.array(
          z.strictObject({
            service: z.string(),
            build: z.nullable(z.number()),
            subject: z.nullable(z.string()),
            digest: z.nullable(z.string()),
            live: z.enum(['asRecorded', 'drift', 'missing', 'notRecorded', 'notAsked', 'unreachable']),
            remark: z.nullable(z.string()),
          }),
        ),
      }),
    ),
  }),
  environment: promotionEnvironment,
  examples: [
    { command: 'ecs-promote status', about: 'Every environment of ./promotion.yaml' },
    { command: 'ecs-promote status --environment live --json', about: 'One environment, for a program' },
  ],
  endings: ['usage', 'configuration', 'infrastructure', 'interrupted'],
});
