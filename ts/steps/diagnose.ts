import * as z from 'zod/mini';
import { classIds } from '../core/diagnosis/class-ids.ts';
import { defineStep } from './step.ts';

const verdict = {
  class: z.enum(classIds).check(z.describe('docs/diagnosis.md explains each')),
  confidence: z.enum(['certain', 'likely', 'guess']),
  benign: z
    .boolean()
    .check(z.describe('It belongs to a deployment that goes well, or says nothing about how it goes')),
  evidence: z.string().check(z.describe('The part of what was seen that decided')),
  advice: z.string().check(z.describe('What to do next')),
};

export const diagnoseStep = defineStep({
  name: 'diagnose',
  summary: 'Say why a deployment to ECS fails',
  about: [
    'Names the cause behind stopped reasons, container reasons, service events and target health: of a service that is failing now, of answers of AWS that a person saved, or of single lines. docs/diagnosis.md lists the causes, how sure each is, and what to do.',
    'With --lines each line of the file is a text or a JSON object with text, field (stoppedReason, containerReason, event, targetHealth, statusReason, log), exitCode and stopCode; with --json there is one JSON object on a line for each. Everything is only read.',
  ],
  bundle: 'aws',
  input: z.strictObject({
    lines: z.optional(z.string()).check(z.describe('A file of texts or JSON objects, one a line')),
    services: z
      .optional(z.string())
      .check(z.describe('A file with the output of `aws ecs describe-services`')),
    tasks: z
      .optional(z.string())
      .check(z.describe('A file with the output of `aws ecs describe-tasks`, stopped ones included')),
    targets: z
      .optional(z.string())
      .check(z.describe('A file with the output of `aws elbv2 describe-target-health`')),
    cluster: z.optional(z.string()).check(z.describe('The cluster to look into now')),
    service: z.optional(z.array(z.string()).check(z.minLength(1))).check(z.describe('A service in it')),
    region: z.optional(z.string()).check(z.describe('The region of the cluster; default: AWS_REGION')),
  }),
  output: z.strictObject({
    verdicts: z.array(
      z.strictObject({
        service: z.optional(z.string()).check(z.describe('Absent for a verdict on a line')),
        ...verdict,
      }),
    ),
  }),
  environment: [{ name: 'AWS_REGION', about: 'The region where --region is not given' }],
  examples: [
    {
      command: 'ecs-promote diagnose --cluster appcluster-live --service service1 --region ap-southeast-2',
      about: 'A service that is failing now',
    },
    {
      command: 'ecs-promote diagnose --services services.json --tasks tasks.json --targets targets.json',
      about: 'From what the AWS CLI said; any of the three will do',
    },
    {
      command: 'ecs-promote diagnose --lines reasons.txt --json',
      about: 'A JSON object a line for each line of the file',
    },
  ],
  endings: ['usage', 'configuration', 'infrastructure', 'interrupted'],
});
