import * as z from 'zod/mini';
import { changesOutput } from './changes-output.ts';
import { cloneMembers } from './clone-members.ts';
import { promotionEnvironment, promotionMembers } from './promotion-input.ts';
import { defineStep } from './step.ts';

export const diffStep = defineStep({
  name: 'diff',
  summary: 'Say what changes between any two of: a release, an environment, what runs',
  about: [
    'Each of the two is a release.json, seven digits or more of a release the ledger knows, an environment (what was verified there last), or an environment and `@running` (what runs there, asked of ECS). What could be two of these is not guessed.',
    'Of each service: the builds, the commits between them, the images’ digests, and what is different in its task definition: fields, environment variables and secrets, by name and never by value. Task definitions are compared where both sides are environments and one of them is what runs, or with --task-definitions.',
    'One build number with two digests is an alarm, and ends with exit code 3.',
  ],
  bundle: 'aws',
  input: z.strictObject({
    states: z
      .array(z.string().check(z.minLength(1)))
      .check(z.length(2), z.describe('What there is, and what it is compared with')),
    config: promotionMembers.config,
    ledger: promotionMembers.ledger,
    ...cloneMembers,
    taskDefinitions: z
      ._default(z.boolean(), false)
      .check(
        z.describe('Ask ECS for the task definitions of environments also where nothing else is asked of it'),
      ),
    markdown: z
      .optional(z.string().check(z.minLength(1)))
      .check(z.describe('File to write the same to as Markdown, for a ticket or a chat')),
  }),
  positional: 'states',
  output: z.strictObject({
    ...changesOutput._zod.def.shape,
    short: z.string().check(z.describe('What moves, on one line of at most 120 characters')),
  }),
  environment: [promotionEnvironment[2]],
  examples: [
    {
      command: 'ecs-promote diff live staging',
      about: 'What a promotion of what Staging has would change in Live',
    },
    { command: 'ecs-promote diff live live@running', about: 'What is different from what was verified' },
    {
      command: 'ecs-promote diff live 4f2c1a9 --clone service1=../service1 --markdown changes.md',
      about: 'For a ticket, with every commit from a clone',
    },
  ],
  endings: ['usage', 'refused', 'configuration', 'infrastructure', 'interrupted'],
});
