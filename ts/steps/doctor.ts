import * as z from 'zod/mini';
import { doctorCheckIds } from '../core/doctor/checks.ts';
import { places } from '../core/doctor/place.ts';
import { defineStep } from './step.ts';

export const doctorStep = defineStep({
  name: 'doctor',
  summary: 'Check whether this controller, agent or laptop has what ecs-promote needs',
  about: [
    'Versions, plugins, credentials, permissions, configuration, ledger, clock: the checks in docs/doctor.md. Each is ok, failed or skipped; a failure says what to do, what could not be seen says why. Nothing is changed.',
    'What the machine is, is found out: a controller has a Jenkins home with a config.xml, an agent runs a build, everything else is a laptop. The first line says what it was taken for. On an agent call it in a build, with what the build has.',
    'Without a promotion.yaml only the machine and Jenkins are looked at. Permissions are asked of IAM’s simulator, where iam:SimulatePrincipalPolicy is allowed.',
  ],
  bundle: 'core',
  input: z.strictObject({
    on: z
      .optional(z.enum(places))
      .check(z.describe('What this machine is: `controller`, `agent` or `laptop`; default: found out')),
    config: z
      .optional(z.string().check(z.minLength(1)))
      .check(z.describe('The configuration file; default: promotion.yaml, if it is there')),
    environment: z
      .optional(z.array(z.string()))
      .check(z.describe('Only this environment. Default: all of them')),
    ledger: z
      .optional(z.string().check(z.minLength(1)))
      .check(z.describe('The ledger; default: as the configuration says')),
    jenkinsHome: z
      .optional(z.string().check(z.minLength(1)))
      .check(z.describe('Folder of the Jenkins home; default: JENKINS_HOME')),
  }),
  output: z.strictObject({
    place: z.enum(places),
    because: z.string(),
    rows: z.array(
      z.strictObject({
        subject: z.string().check(z.describe('`machine`, or the name of an environment')),
        check: z.enum(doctorCheckIds),
        outcome: z.enum(['ok', 'failed', 'skipped']),
        what: z.string(),
        next: z.nullable(z.string()),
      }),
    ),
  }),
  environment: [
    { name: 'JENKINS_HOME', about: 'a controller’s home, where it is on this machine' },
    { name: 'BUILD_URL, NODE_NAME', about: 'set in builds, so on agents' },
    {
      name: 'ECS_PROMOTE_HOME, ECS_PROMOTE_CACHE',
      about:
        'where the image’s program is and where builds copy the library’s; default: as the library has it',
    },
    {
      name: 'AWS_PROFILE, AWS_ACCESS_KEY_ID, …',
      about: 'credentials, found as every AWS SDK finds them',
    },
  ],
  examples: [
    { command: 'ecs-promote doctor', about: 'On a laptop, in the deployment repository' },
    {
      command: 'ecs-promote doctor --on agent --environment live',
      about: 'In a build, or on an agent’s shell',
    },
    {
      command: 'ecs-promote doctor --jenkins-home /var/jenkins_home --config promotion.yaml',
      about: 'On a controller, with the approvals of the choice scripts',
    },
  ],
  endings: ['usage', 'configuration', 'infrastructure', 'interrupted'],
});
