import * as z from 'zod/mini';
import { noticeEvents } from '../core/notice/notice.ts';
import { promotionMembers } from './promotion-input.ts';
import { defineStep } from './step.ts';

export const notifyStep = defineStep({
  name: 'notify',
  summary: 'Tell those in promotion.yaml what has happened in an environment',
  about: [
    'For what no other step tells: promotions tell by themselves. A message that does not arrive within three seconds is said so in one line, and is no failure.',
    'Addresses are in environment variables that promotion.yaml names, and are shown nowhere.',
  ],
  bundle: 'core',
  input: z.strictObject({
    environment: promotionMembers.environment,
    event: z.enum(noticeEvents).check(z.describe('What happened')),
    text: z.string().check(z.minLength(1), z.describe('In words, for people')),
    by: z
      .optional(z.string())
      .check(z.describe('Who did it; default: who started the build, else the user of the machine')),
    reason: z.optional(z.string()).check(z.describe('Why')),
    config: promotionMembers.config,
  }),
  output: z.strictObject({
    told: z.array(z.string()).check(z.describe('Variables whose addresses were told')),
    notTold: z.array(z.strictObject({ address: z.string(), failure: z.string() })),
  }),
  environment: [
    { name: 'BUILD_URL', about: 'the Jenkins build, for the link' },
    { name: 'BUILD_USER_ID', about: 'who started the build, where the Build User Vars plugin sets it' },
  ],
  examples: [
    {
      command:
        'ecs-promote notify --environment staging --event done --text "Staging is destroyed for the night"',
      about: 'Tell whoever wants to hear of staging',
    },
  ],
  endings: ['usage', 'configuration'],
});
