import * as z from 'zod/mini';
import { defineStep } from './step.ts';

export const releaseLineageStep = defineStep({
  name: 'release lineage',
  summary: 'Check that releases follow one another without a gap',
  about: [
    'Each release names its parent by the hash of the parent’s file, so a chain of archived files proves itself: nothing is asked of Jenkins, of AWS or of a network. Missing and altered releases are named, and builds that stand for two images.',
    'Prints each line of releases, newest first, with what each one changed. A file that is called after a release id is held to that id.',
  ],
  bundle: 'core',
  input: z.strictObject({
    files: z._default(z.array(z.string()), []).check(z.describe('Archived release files')),
    dir: z
      .optional(z.string())
      .check(z.describe('Folder in which every release.json, at any depth, is checked')),
  }),
  positional: 'files',
  output: z.strictObject({
    unbroken: z.boolean(),
    lines: z
      .array(
        z.array(
          z.strictObject({
            releaseId: z.string(),
            state: z.enum(['present', 'altered', 'missing', 'joined']),
            file: z.nullable(z.string()),
          }),
        ),
      )
      .check(z.describe('Newest release first; `joined`: goes on as in an earlier line')),
  }),
  examples: [
    {
      command: 'ecs-promote release lineage --dir "$JENKINS_HOME/jobs/deploy-live/builds"',
      about: 'Every release that was archived for Live',
    },
    {
      command: 'ecs-promote release lineage 93/release.json 92/release.json',
      about: 'Whether 93 was made from 92',
    },
  ],
  endings: ['usage', 'refused', 'configuration'],
});
