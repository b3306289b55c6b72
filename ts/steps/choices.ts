import * as z from 'zod/mini';
import { buildResults } from '../core/choices/build.ts';
import { defineStep } from './step.ts';

export const choicesStep = defineStep({
  name: 'choices',
  summary: 'List the newest good builds of a job, as lines to choose from',
  about: [
    'One line a build, newest first: 90-Fix the rounding of GST. The number is what stands before the first hyphen. Builds that still run are never listed.',
    'On the controller give --jenkins-home; everywhere else --jenkins-url, with JENKINS_USER and JENKINS_TOKEN. Agents know JENKINS_HOME too, as the path on the controller; so it is used only where nothing else is given and that folder is there.',
    'With --eligible-for only builds whose archived release may go to that environment now, as far as the ledger can say: it came the way, was verified, has soaked, lacks no schema or service that it needs, and overtakes nothing newer. What a stop, another promotion or a freeze holds is listed, and its line says so. For the controller; promotion.yaml comes from --config, or from the archive of the seed job, --config-from.',
    'A list that is short or empty says why on stderr, and in remarks.',
  ],
  bundle: 'core',
  input: z.strictObject({
    job: z
      .string()
      .check(
        z.minLength(1),
        z.describe('Full name of the job, such as deploy-test, team/deploy-test or service1/feature%2Fx'),
      ),
    jenkinsHome: z
      .optional(z.string().check(z.minLength(1)))
      .check(z.describe('Folder of the Jenkins home; on the controller')),
    jenkinsUrl: z
      .optional(z.string().check(z.minLength(1)))
      .check(z.describe('Root address of Jenkins, such as https://jenkins.acme.example/; from anywhere')),
    limit: z
      ._default(z.number().check(z.int(), z.minimum(1), z.maximum(100_000)), 100)
      .check(z.describe('How many lines at most')),
    result: z
      ._default(z.array(z.enum(buildResults)).check(z.minLength(1)), ['SUCCESS'])
      .check(z.describe('A result that is wanted')),
    lookBack: z
      .optional(z.number().check(z.int(), z.minimum(1)))
      .check(
        z.describe(
          'How many builds may be looked at; default: 1000 and 20 times the limit, so that a list never takes long',
        ),
      ),
    eligibleFor: z
      .optional(z.string().check(z.minLength(1)))
      .check(
        z.describe(
          'Environment that the release of each listed build may go to; a tenth as many are looked at',
        ),
      ),
    config: z
      .optional(z.string().check(z.minLength(1)))
      .check(z.describe('promotion.yaml, for --eligible-for')),
    configFrom: z
      .optional(z.string().check(z.minLength(1)))
      .check(z.describe('Job whose newest successful build archived promotion.yaml, for --eligible-for')),
    ledger: z
      .optional(z.string().check(z.minLength(1)))
      .check(z.describe('Ledger for --eligible-for; default: as the configuration says')),
    buildsDir: z
      .optional(z.string().check(z.minLength(1)))
      .check(
        z.describe(
          'Where the Jenkins home keeps builds, as jenkins.model.Jenkins.buildsDir says it; default: as in its config.xml',
        ),
      ),
  }),
  positional: 'job',
  output: z.strictObject({
    job: z.string(),
    choices: z.array(
      z.strictObject({
        line: z.string().check(z.describe('What is shown and chosen; never more than one line')),
        number: z.int(),
        displayName: z.string().check(z.describe('As Jenkins has it, which may be more than one line')),
      }),
    ),
    lookedAt: z.int().check(z.describe('How many builds had to be looked at')),
    remarks: z
      .array(z.string())
      .check(z.describe('Why the list is short or empty, and what could not be read')),
  }),
  environment: [
    {
      name: 'JENKINS_USER, JENKINS_TOKEN',
      about: 'who asks at --jenkins-url: a user name and one of its API tokens',
    },
    { name: 'JENKINS_HOME', about: 'the Jenkins home, where neither flag is given and the folder is there' },
  ],
  examples: [
    {
      command: 'ecs-promote choices --jenkins-home /var/jenkins_home --job deploy-test --limit 100',
      about: 'On the controller, for a choice parameter',
    },
    {
      command:
        'ecs-promote choices --jenkins-url https://jenkins.acme.example/ --job team/deploy-test --json',
      about: 'On an agent, for a pipeline',
    },
    {
      command:
        'ecs-promote choices --jenkins-home /var/jenkins_home --job deploy-staging --eligible-for live --config-from ecs-promote-jobs',
      about: 'Only what Live would take now',
    },
    {
      command: 'ecs-promote choices deploy-test --result SUCCESS --result UNSTABLE | head -1',
      about: 'The newest build that is stable or unstable',
    },
  ],
  endings: ['usage', 'configuration', 'infrastructure', 'interrupted'],
});
