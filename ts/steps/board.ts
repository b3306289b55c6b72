import * as z from 'zod/mini';
import { promotionEnvironment, promotionMembers } from './promotion-input.ts';
import { defineStep } from './step.ts';

export const boardStep = defineStep({
  name: 'board',
  summary: 'Write a page that shows what runs where, what waits and what holds it, and how it went',
  about: [
    'A folder with one page, its style and a drawing for each environment: no script, nothing from elsewhere, so that it is right under the policy with which Jenkins serves archived pages, on a phone, on paper and on a disk.',
    'Services by environments with build, subject, since when, by whom and whether it was verified; what could be promoted next, and which gate holds it until when; the history of each environment; how often, how fast and how well changes arrive. What each figure means is in docs/board.md.',
    'From the ledger and promotion.yaml alone, without AWS. With --live it also asks ECS what runs, and says where that is not what was recorded.',
    'It is on the agents’ image, and not part of what Jenkins copies into a build.',
  ],
  bundle: 'aws',
  input: z.strictObject({
    out: z
      ._default(z.string().check(z.minLength(1)), 'board')
      .check(z.describe('Folder that the page and its files are written into')),
    config: promotionMembers.config,
    ledger: promotionMembers.ledger,
    live: z
      ._default(z.boolean(), false)
      .check(z.describe('Ask ECS what runs, and show where that is not what was recorded')),
    days: z
      ._default(z.int().check(z.positive(), z.maximum(3660)), 90)
      .check(z.describe('How many days back the figures and the drawings look')),
  }),
  output: z.strictObject({
    page: z.string().check(z.describe('The page, to be opened')),
    files: z.array(z.strictObject({ name: z.string(), bytes: z.int() })),
    bytes: z.int(),
    records: z.int().check(z.describe('Facts that the ledger holds of these environments')),
    drift: z
      .nullable(z.array(z.strictObject({ environment: z.string(), service: z.string(), runs: z.string() })))
      .check(z.describe('What runs and was not recorded; null when nobody looked')),
    waiting: z.array(
      z.strictObject({
        environment: z.string(),
        releaseId: z.string(),
        heldBy: z.array(z.string()).check(z.describe('Gates; none: it may be promoted now')),
      }),
    ),
  }),
  environment: promotionEnvironment,
  examples: [
    { command: 'ecs-promote board', about: 'Into ./board, from ./promotion.yaml and its ledger' },
    { command: 'ecs-promote board --live --out output/board', about: 'With what ECS says, for publishHTML' },
  ],
  endings: ['usage', 'configuration', 'infrastructure', 'interrupted'],
});
