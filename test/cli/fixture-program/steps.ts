import * as z from 'zod/mini';
import { defineStep } from '../../../ts/steps/step.ts';

/** Steps that exist for the tests of the program alone: one that takes every kind of input, and some that end badly. */
export const echo = defineStep({
  name: 'echo',
  summary: 'Answer with the input',
  about: [
    'Takes one member of every kind. The text of this paragraph is long enough that it has to be broken into more than one line when it is shown in a terminal of the usual width.',
    'A second paragraph.',
  ],
  bundle: 'core',
  input: z.object({
    job: z.string().check(z.minLength(1), z.describe('Jenkins job')),
    jenkinsHome: z.optional(z.string()).check(z.describe('Home of the Jenkins controller')),
    limit: z._default(z.int().check(z.gte(1), z.lte(100)), 30).check(z.describe('How many')),
    ratio: z.optional(z.number()).check(z.describe('A fraction')),
    wholeMessage: z._default(z.boolean(), false).check(z.describe('Keep every line')),
    color: z._default(z.boolean(), true).check(z.describe('Leave out the colour')),
    result: z
      ._default(z.array(z.enum(['SUCCESS', 'UNSTABLE'])), ['SUCCESS'])
      .check(z.describe('Wanted results')),
    parent: z.optional(z.nullable(z.string())).check(z.describe('Release it follows')),
    deep: z
      .optional(z.object({ builds: z.record(z.string(), z.object({ number: z.int() })) }))
      .check(z.describe('Only programs can say this')),
  }),
  output: z.object({ given: z.unknown() }),
  environment: [{ name: 'JENKINS_TOKEN', about: 'Token for the Jenkins at --jenkins-url' }],
  examples: [{ command: 'ecs-promote echo --job deploy-test --limit 5', about: 'Five of them' }],
  endings: ['configuration', 'infrastructure'],
});

export const pairs = defineStep({
  name: 'pairs write',
  summary: 'Answer with the pairs',
  about: [],
  bundle: 'core',
  input: z.object({
    service: z.string().check(z.describe('Service')),
    values: z.record(z.string(), z.union([z.string(), z.int()])).check(z.describe('Names and values')),
  }),
  positional: 'values',
  output: z.object({ values: z.record(z.string(), z.union([z.string(), z.int()])) }),
  examples: [],
  endings: [],
});

export const files = defineStep({
  name: 'pairs read',
  summary: 'Answer with the files',
  about: [],
  bundle: 'core',
  input: z.object({ files: z.array(z.string()).check(z.minLength(1), z.describe('Files')) }),
  positional: 'files',
  output: z.array(z.string()),
  examples: [],
  endings: [],
});

const bare = (name: string, summary: string, bundle: 'core' | 'aws' = 'core') =>
  defineStep({
    name,
    summary,
    about: [],
    bundle,
    input: z.object({ seconds: z._default(z.number(), 60).check(z.describe('How long')) }),
    output: z.object({ done: z.boolean() }),
    examples: [],
    endings: [],
  });

export const steps = [
  echo,
  pairs,
  files,
  bare('sleep', 'Wait, and stop waiting when asked to'),
  bare('deaf', 'Wait, whatever is asked'),
  bare('stuck', 'Never end and wait for nothing'),
  bare('broken', 'Throw what nobody foresaw'),
  bare('refuse', 'Answer, and be refused all the same'),
  bare('undocumented', 'Answer something else than documented'),
  bare('long', 'Answer with a megabyte'),
  bare('elsewhere', 'Be in a bundle that is not there', 'aws'),
];
