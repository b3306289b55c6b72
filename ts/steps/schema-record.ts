import * as z from 'zod/mini';
import { actorMembers, promotionMembers } from './promotion-input.ts';
import { defineStep } from './step.ts';

export const schemaRecordStep = defineStep({
  name: 'schema record',
  summary: 'Record which schema a database of an environment has now',
  about: [
    'The job that changes the database calls it when the change is in and works. Services that need that schema (`prerequisites` of promotion.yaml) may come from then on.',
    'The last word counts: where a change was taken back, record the lower number.',
  ],
  bundle: 'aws',
  input: z.strictObject({
    ...promotionMembers,
    database: z
      .string()
      .check(
        z.regex(/^[\w.-]{1,100}$/),
        z.describe('Database, as `prerequisites` call it: letters, digits, dots, hyphens and underscores'),
      ),
    schema: z
      .int()
      .check(z.nonnegative(), z.describe('Number of its schema, counted or a time such as 20261102090000')),
    by: actorMembers.by,
  }),
  output: z.strictObject({
    environment: z.string(),
    database: z.string(),
    schema: z.int(),
    before: z.nullable(z.number()).check(z.describe('What was recorded before; null for nothing')),
    fact: z.nullable(z.string()).check(z.describe('Id in the ledger; null where it stood there already')),
  }),
  examples: [
    {
      command: 'ecs-promote schema record --environment live --database orders --schema 12',
      about: 'What needs schema 12 of orders may come to live',
    },
  ],
  endings: ['usage', 'configuration', 'infrastructure', 'interrupted'],
});
