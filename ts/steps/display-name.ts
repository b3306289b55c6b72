import * as z from 'zod/mini';
import { defineStep } from './step.ts';

export const displayNameStep = defineStep({
  name: 'display-name',
  summary: 'Name a build after its last commit that is not a merge',
  about: [
    'The name is the subject of the newest commit that is not a merge; the description is the whole message. Shallow clones, detached heads, histories of merges only and repositories without a commit have a name too.',
    'A commit message is somebody else’s text: control characters, terminal sequences and marks that turn text around are removed, everything that a language needs stays. The name is never empty.',
  ],
  bundle: 'core',
  input: z.strictObject({
    repo: z._default(z.string(), '.').check(z.describe('Folder of the checkout')),
    wholeMessage: z
      ._default(z.boolean(), false)
      .check(z.describe('The whole message is the name, not only its subject')),
    maxLength: z
      .optional(z.int().check(z.minimum(1), z.maximum(4000)))
      .check(
        z.describe('Longest name in characters as a person counts them; 120, or 4000 for a whole message'),
      ),
  }),
  output: z.strictObject({
    displayName: z.string().check(z.describe('Never empty')),
    description: z.string().check(z.describe('The whole message; empty when there is none')),
    commit: z
      .nullable(
        z.strictObject({
          id: z.string().check(z.describe('40 hexadecimal digits, or 64 in a SHA-256 repository')),
          author: z.string(),
          committedAt: z.string().check(z.describe('ISO 8601')),
        }),
      )
      .check(z.describe('Null in a repository without a commit')),
  }),
  environment: [
    { name: 'BUILD_NUMBER', about: 'Names the build when there is no commit, or one without a message' },
  ],
  examples: [
    { command: 'ecs-promote display-name --repo service1', about: 'The subject of the last commit' },
    {
      command: 'ecs-promote display-name --whole-message',
      about: 'As `git log -1 --no-merges --format=%B`, without what does not belong in a name',
    },
  ],
  endings: ['usage', 'configuration', 'infrastructure'],
});
