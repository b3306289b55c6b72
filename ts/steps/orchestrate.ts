import * as z from 'zod/mini';
import { optionsWithValue } from '../core/terraform/option-words.ts';
import { defineStep } from './step.ts';

export const orchestrateStep = defineStep({
  name: 'orchestrate',
  summary: 'Run Terraform on a stack',
  about: [
    'WORDS are a command, a stack and, where the stack has one, a region: `apply appcluster-test ap-southeast-2` takes src/appcluster-test with config/ap-southeast-2/appcluster-test. The commands are init, validate, plan, plan-destroy, apply, destroy, output and migrate. Terraform’s own options are passed on as they are written (`-var NAME=VALUE`, `-target ADDRESS`).',
    'apply plans to a file, shows what that would do, and applies that file. plan prints a hash of the changes; with --approved-changes apply plans afresh and refuses whatever has another hash. destroy is refused unless promotion.yaml says that the environment of the stack is on demand.',
    'Where promotion.yaml and its ledger say that a promotion to the environment of the stack was verified, apply refuses to move its task definitions, target groups and listener weights, and plan tells it.',
    'Nothing in the tree is changed but .terraform.lock.hcl beside the stack. Two runs on one stack wait for each other.',
    'A tree in the syntax of Terraform 0.11 or older is told place by place; `orchestrate migrate STACK [REGION] --out DIR` writes the changed copy.',
  ],
  bundle: 'core',
  input: z.strictObject({
    words: z
      ._default(z.array(z.string()), [])
      .check(z.describe('COMMAND STACK [REGION]; behind that, for output, the names of outputs')),
    options: z
      ._default(z.array(z.string()), [])
      .check(z.describe('Terraform’s options; on the command line they are written as they are')),
    root: z
      .optional(z.string())
      .check(z.describe('Folder with src and config; default: this one, or orchestration in it')),
    release: z.optional(z.string()).check(z.describe('File of the release whose builds are deployed')),
    import: z
      .optional(z.string())
      .check(z.describe('Folder with the env artifacts of the builds that are deployed')),
    approvedChanges: z
      .optional(z.string().check(z.regex(/^[0-9a-fA-F]{64}$/, 'the 64 digits that plan printed')))
      .check(z.describe('Hash of the changes that were approved; any others are refused')),
    lockWaitMinutes: z
      ._default(z.number().check(z.minimum(0), z.maximum(720)), 10)
      .check(z.describe('How long another run that has the stack or its state is waited for')),
    config: z
      .optional(z.string())
      .check(
        z.describe(
          'promotion.yaml, which says what may be destroyed and what was promoted; default: here, or at or above the root',
        ),
      ),
    terraform: z
      .optional(z.string())
      .check(
        z.describe('Program to run, or docker:IMAGE; default: orchestrate.json in the root, else the PATH'),
      ),
    out: z
      .optional(z.string())
      .check(z.describe('Folder that keeps log and changes as evidence; for migrate, the copy')),
  }),
  positional: 'words',
  foreign: { member: 'options', withValue: optionsWithValue },
  output: z.strictObject({
    command: z.string(),
    stack: z.string(),
    region: z.nullable(z.string()),
    terraform: z.nullable(z.string()).check(z.describe('Its version; null for migrate')),
    changes: z
      .nullable(
        z.strictObject({
          resources: z.array(
            z.strictObject({
              address: z.string(),
              action: z.enum(['create', 'read', 'change', 'replace', 'destroy', 'forget']),
              attributes: z.array(z.string()).check(z.describe('What would change, as far as it is known')),
              touches: z.array(z.enum(['traffic', 'data', 'IAM'])),
            }),
          ),
          outputs: z.array(z.string()),
        }),
      )
      .check(z.describe('Null for a command that plans nothing, and for Terraform before 0.12')),
    changesHash: z.nullable(z.string()).check(z.describe('Ties an approval to the changes')),
    refusals: z
      .array(z.string())
      .check(
        z.describe('For plan: what apply would refuse, because the last verified promotion put it there'),
      ),
    applied: z.boolean().check(z.describe('Whether anything was changed')),
    outputs: z
      .nullable(z.record(z.string(), z.strictObject({ value: z.unknown(), sensitive: z.boolean() })))
      .check(z.describe('For output; the value of a sensitive one is null unless it is named')),
    files: z.array(z.string()).check(z.describe('What was written')),
  }),
  environment: [
    { name: 'ECS_PROMOTE_TERRAFORM', about: 'as --terraform' },
    { name: 'XDG_CACHE_HOME', about: 'where providers stay from one run to the next; default ~/.cache' },
    {
      name: 'AWS_REGION, AWS_PROFILE, TF_VAR_…, TF_WORKSPACE, …',
      about: 'are Terraform’s; TF_CLI_ARGS is not passed on, because what is applied is what was shown',
    },
  ],
  examples: [
    {
      command: 'ecs-promote orchestrate plan appcluster-test ap-southeast-2 --release release.json',
      about: 'What the builds of a release would change in Test',
    },
    {
      command: 'ecs-promote orchestrate apply appcluster-test ap-southeast-2 -var service1-build=90',
      about: 'As the original tool was called',
    },
    {
      command: 'ecs-promote orchestrate output appcluster-test ap-southeast-2 | jq -r .alb_dns_name.value',
      about: 'One value of what the stack puts out',
    },
  ],
  endings: ['usage', 'refused', 'configuration', 'deployment', 'infrastructure', 'interrupted'],
});
