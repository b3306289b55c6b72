import * as z from 'zod/mini';
import { serviceBuildSchema } from '../core/release/schema.ts';
import { defineStep } from './step.ts';

export const releaseDiffStep = defineStep({
  name: 'release diff',
  summary: 'Say what changes from one release to another',
  about: [
    'One line a service: added, removed, forward, back or same, with the builds and the subject of the newer commit.',
    '`diff` says more: commits, environments, what runs. This one needs nothing but the two files.',
    'One build number with two digests is an alarm: somebody pushed another image under the same number. Then the step ends with exit code 3, because neither release should be promoted.',
  ],
  bundle: 'core',
  input: z.strictObject({
    files: z
      .array(z.string())
      .check(z.length(2), z.describe('Two release files: what there is, and what would come')),
  }),
  positional: 'files',
  output: z.strictObject({
    from: z.string().check(z.describe('Id of the first release')),
    to: z.string(),
    services: z.array(
      z.strictObject({
        service: z.string(),
        change: z.enum(['added', 'removed', 'forward', 'back', 'same', 'otherImage', 'sameBuildOtherDigest']),
        from: z.nullable(serviceBuildSchema),
        to: z.nullable(serviceBuildSchema),
      }),
    ),
  }),
  examples: [
    {
      command: 'ecs-promote release diff live/release.json import/release.json',
      about: 'What a promotion to Live would change',
    },
  ],
  endings: ['usage', 'refused', 'configuration'],
});
