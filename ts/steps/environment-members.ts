import * as z from 'zod/mini';

/** Where the stacks are and what runs them; as `orchestrate` takes them. */
export const stackMembers = {
  root: z
    .optional(z.string())
    .check(
      z.describe('Folder with src and config; default: that of the configuration, or orchestration in it'),
    ),
  terraform: z
    .optional(z.string())
    .check(
      z.describe('Program to run, or docker:IMAGE; default: orchestrate.json in the root, else the PATH'),
    ),
  out: z.optional(z.string()).check(z.describe('Folder that keeps log and changes as evidence')),
};

export const leaseMembers = {
  hours: z
    .optional(z.number().check(z.positive()))
    .check(z.describe('How many hours from now it is kept; instead of `--until`')),
  until: z
    .optional(z.string())
    .check(z.describe('Until when it is kept, with the offset: 2026-11-27T18:00+11:00')),
};

export const whyMember = z
  .string()
  .check(z.minLength(1), z.describe('Why, for whoever wonders and for the record'));

/** An environment on demand, as the ledger tells of it. */
export const existence = z.strictObject({
  environment: z.string(),
  state: z.enum(['down', 'goingUp', 'halfUp', 'up', 'goingDown', 'halfDown']),
  since: z.nullable(z.string()),
  by: z.nullable(z.string()).check(z.describe('Who created or destroyed it last')),
  reason: z.nullable(z.string()).check(z.describe('Why; where it failed, what failed')),
  lease: z
    .nullable(z.strictObject({ by: z.string(), until: z.string(), reason: z.string() }))
    .check(z.describe('Who keeps it, until when and why; one that has run out, too')),
  endsAt: z.nullable(z.string()).check(z.describe('When it is to be destroyed; null while nothing says so')),
  due: z.boolean().check(z.describe('Whether that time has come')),
});

export const stackEnvironment = [
  { name: 'ECS_PROMOTE_TERRAFORM', about: 'as --terraform' },
  { name: 'JOB_NAME, BUILD_NUMBER, BUILD_URL', about: 'the Jenkins build, for the record' },
  { name: 'BUILD_USER_ID', about: 'who started the build, where the Build User Vars plugin sets it' },
  { name: 'AWS_REGION, AWS_PROFILE, TF_VAR_…, …', about: 'are Terraform’s' },
] as const;
