import * as z from 'zod/mini';

/** What the two steps that render files for CodePipeline take alike. */
export const definitionMembers = {
  from: z
    .optional(z.string())
    .check(z.describe('A file with a task definition, or the output of `aws ecs describe-task-definition`')),
  family: z
    .optional(z.string())
    .check(
      z.describe('A family, family:revision or ARN to ask ECS for; default: its newest active revision'),
    ),
};

export const liveMembers = {
  cluster: z.optional(z.string()).check(z.describe('The cluster of --service')),
  service: z.optional(z.string()).check(z.describe('A service that runs')),
  region: z.optional(z.string()).check(z.describe('The region to ask in; default: AWS_REGION')),
};

export const imageMembers = {
  image: z.optional(z.string()).check(z.describe('The image, repository@sha256:…')),
  artifact: z
    .optional(z.string())
    .check(z.describe('The env artifact that records the build, e.g. output/service1.env.groovy')),
  variable: z
    .optional(z.string())
    .check(
      z.describe('The variable that holds the build there; default: from the file’s name, SERVICE1_BUILD'),
    ),
  release: z.optional(z.string()).check(z.describe('A release.json')),
  of: z.optional(z.string()).check(z.describe('The service of --release whose image is meant')),
};

export const outMember = z._default(z.string(), '.').check(z.describe('Folder to write to'));

export const renderEnvironment = [{ name: 'AWS_REGION', about: 'The region where --region is not given' }];
