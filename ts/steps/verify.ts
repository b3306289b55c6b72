import * as z from 'zod/mini';
import { checkIds } from '../core/preflight/check-ids.ts';
import { promotionEnvironment, promotionMembers, releaseMember } from './promotion-input.ts';
import { defineStep } from './step.ts';

export const verifyStep = defineStep({
  name: 'verify',
  summary: 'Check everything that deploying a release would need, and change nothing',
  about: [
    'The checks that `promote` begins with, listed in docs/preflight.md. All of them run, whatever the others find; what a missing permission hides is skipped with the reason and fails nothing.',
  ],
  bundle: 'aws',
  input: z.strictObject({ ...promotionMembers, release: releaseMember }),
  output: z.strictObject({
    environment: z.string(),
    releaseId: z.string(),
    rows: z.array(
      z.strictObject({
        service: z.string(),
        check: z.enum(checkIds),
        outcome: z.enum(['ok', 'failed', 'skipped']),
        what: z.string(),
        next: z.nullable(z.string()),
      }),
    ),
  }),
  environment: promotionEnvironment,
  examples: [
    {
      command: 'ecs-promote verify --environment live --release release.json',
      about: 'Before anybody is asked to approve it',
    },
  ],
  endings: ['usage', 'refused', 'configuration', 'infrastructure', 'interrupted'],
});
