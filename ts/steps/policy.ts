import * as z from 'zod/mini';
import { stackMembers } from './environment-members.ts';
import { promotionMembers } from './promotion-input.ts';
import { defineStep } from './step.ts';

export const policyStep = defineStep({
  name: 'policy',
  summary: 'Print the IAM policy that a role of this configuration needs',
  about: [
    'Every part of the program declares what it asks AWS for. The policy holds what this configuration makes it ask (strategies, pauses, smoke checks, preflight) with the names of its services, repositories and deployment groups, and nothing more. Where `*` is all that AWS lets a policy name, standard error says why.',
    'deployer: plan, verify, promote, restart and roll back, status, diagnose. reader: the same without changing anything. builder: push images and read back what was pushed. agent: what the machine itself needs, which is to build, to read images and to act as the environments’ roles; what an environment without `assumeRole` needs is part of it.',
    'terraform: what whoever runs Terraform on the environment’s stack needs for its state (bucket, lock, key), from the stack’s files. What its AWS provider asks for the resources follows from their types, which standard error lists, and is not in the policy.',
    'Task definitions name roles, logs and secrets. AWS is asked for those that run now; with --task-definition they come from files, and nothing is asked.',
  ],
  bundle: 'aws',
  input: z.strictObject({
    role: z
      .enum(['deployer', 'reader', 'builder', 'agent', 'terraform'])
      .check(z.describe('Whose policy: `deployer`, `reader`, `builder`, `agent` or `terraform`')),
    environment: z
      .optional(z.string().check(z.minLength(1)))
      .check(z.describe('For which environment; an agent’s is for all of them unless one is named')),
    service: z
      .optional(z.array(z.string()))
      .check(z.describe('Build only this service. Default: all of them')),
    taskDefinition: z
      ._default(z.array(z.string()), [])
      .check(
        z.describe(
          'File with the task definition of a service or a smoke check, a template or as the AWS CLI describes it',
        ),
      ),
    root: stackMembers.root,
    config: promotionMembers.config,
  }),
  output: z.strictObject({
    role: z.enum(['deployer', 'reader', 'builder', 'agent', 'terraform']),
    environment: z.nullable(z.string()),
    policy: z
      .strictObject({
        Version: z.literal('2012-10-17'),
        Statement: z.array(
          z.strictObject({
            Sid: z.string(),
            Effect: z.literal('Allow'),
            Action: z.array(z.string()),
            Resource: z.array(z.string()),
            Condition: z.optional(
              z.record(z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string())]))),
            ),
          }),
        ),
      })
      .check(z.describe('As IAM takes it')),
    exceptions: z
      .array(z.strictObject({ sid: z.string(), actions: z.array(z.string()), reason: z.string() }))
      .check(z.describe('Statements with the resource `*`, and why')),
    characters: z
      .number()
      .check(z.describe('Without white space, as IAM counts; a managed policy may have 6,144')),
  }),
  environment: [
    {
      name: 'AWS_PROFILE, AWS_ACCESS_KEY_ID, …',
      about: 'credentials, found as every AWS SDK finds them; needed without --task-definition only',
    },
  ],
  examples: [
    {
      command: 'ecs-promote policy --environment live --role deployer > live-deployer.json',
      about: 'For the role that promotions to Live are made as',
    },
    {
      command:
        'ecs-promote policy --environment live --role deployer --task-definition service1.json --task-definition service2.json',
      about: 'The same before anything of Live is there',
    },
    {
      command: 'ecs-promote policy --environment test --role terraform',
      about: 'For whoever runs orchestrate on the stack of Test, beside what the resources take',
    },
    { command: 'ecs-promote policy --role builder --service service1', about: 'For a job that builds' },
  ],
  endings: ['usage', 'configuration', 'infrastructure', 'interrupted'],
});
