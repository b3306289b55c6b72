import * as z from 'zod/mini';

const commit = z.strictObject({
  id: z.nullable(z.string()),
  author: z.nullable(z.string()).check(z.describe('Null where it comes from a build’s record')),
  subject: z.string(),
  build: z.nullable(z.int()).check(z.describe('Build that it was the last commit of; null from a clone')),
});

const side = z.strictObject({
  build: z.nullable(z.int()).check(z.describe('Null for an image of no build that the ledger knows')),
  commit: z.nullable(z.string()),
  subject: z.nullable(z.string()),
  image: z.string(),
  digest: z.nullable(z.string()),
});

const variable = z.strictObject({
  container: z.string(),
  name: z.string(),
  change: z.enum(['added', 'removed', 'changed']),
});

const compared = z.strictObject({
  name: z.string(),
  environment: z.nullable(z.string()),
  releaseId: z.nullable(z.string()),
});

/** What changes between two states, as `--json` and the result file hold it. */
export const changesOutput = z.strictObject({
  from: compared,
  to: compared,
  services: z.array(
    z.strictObject({
      service: z.string(),
      change: z.enum([
        'added',
        'removed',
        'forward',
        'back',
        'same',
        'otherImage',
        'sameBuildOtherDigest',
        'settings',
        'unknownBuild',
      ]),
      from: z.nullable(side),
      to: z.nullable(side),
      commits: z.nullable(
        z.strictObject({
          source: z.enum(['git', 'recorded']),
          brought: z.array(commit).check(z.describe('Newest first')),
          takenBack: z.array(commit),
          remark: z.nullable(z.string()).check(z.describe('Why some may be missing')),
        }),
      ),
      taskDefinition: z.nullable(
        z.strictObject({
          from: z.string(),
          to: z.string(),
          container: z.string(),
          fields: z.array(z.string()),
          environment: z.array(variable).check(z.describe('By name, never with values')),
          secrets: z.array(variable),
        }),
      ),
    }),
  ),
  terraform: z.array(
    z.strictObject({
      environment: z.string(),
      planned: z.boolean().check(z.describe('Whether Terraform would do it, or did')),
      stack: z.string(),
      region: z.nullable(z.string()),
      resources: z.array(
        z.strictObject({
          address: z.string(),
          action: z.string(),
          attributes: z.array(z.string()),
          touches: z.array(z.string()),
        }),
      ),
    }),
  ),
});
