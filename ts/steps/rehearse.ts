import * as z from 'zod/mini';
import { faultNames } from '../core/diagnosis/fault-names.ts';
import { defineStep } from './step.ts';

export const rehearseStep = defineStep({
  name: 'rehearse',
  summary: 'Play the whole promotion on this machine against an emulated AWS',
  about: [
    'Real git repositories, real files in the layout of a Jenkins home, this very program as processes, and an AWS on loopback that rolls services as ECS does, on a clock where minutes take milliseconds. Nothing leaves the machine.',
    'Without --fault it plays the journey: three services from a commit to Live and Sandbox, a failure that goes back, and a refusal. With --fault it shows what a team would see when that goes wrong: one fault for each cause that a deployment is diagnosed with, in the words in which ECS tells it.',
  ],
  bundle: 'rehearsal',
  input: z.strictObject({
    out: z
      .optional(z.string())
      .check(
        z.describe(
          'Folder for everything that is made; one of an earlier rehearsal is replaced. Default: rehearsal, and rehearsal-fault with --fault',
        ),
      ),
    seed: z._default(z.int(), 1).check(z.describe('Same seed, same ids and timings')),
    fault: z.optional(z.enum(faultNames)).check(z.describe('What is to go wrong')),
    environment: z
      .optional(z.enum(['test', 'beta', 'staging', 'live', 'sandbox']))
      .check(z.describe('Where it goes wrong')),
  }),
  output: z.strictObject({
    folder: z.string(),
    proven: z.number().check(z.describe('Statements that were checked')),
    releases: z.array(z.string()).check(z.describe('Ids of the releases, oldest first')),
    files: z.record(z.string(), z.string()).check(z.describe('What to look at, and where it is')),
  }),
  examples: [
    { command: 'ecs-promote rehearse', about: 'The journey' },
    {
      command: 'ecs-promote rehearse --fault crash-loop --environment beta',
      about: 'What a team sees when a build crashes in beta',
    },
    {
      command: 'ecs-promote rehearse --fault no-capacity-memory --environment live',
      about: 'What a shortage looks like, of which ECS says nothing but service events',
    },
  ],
  endings: ['usage', 'infrastructure', 'interrupted'],
});
