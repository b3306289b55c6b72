import * as z from 'zod/mini';
import { defineStep } from './step.ts';

const digest = z.string().check(z.describe('sha256: and 64 hexadecimal digits'));

export const serviceEnvRecordStep = defineStep({
  name: 'service-env record',
  summary: 'Record a service build whose image has been pushed',
  about: [
    'What a build job calls last: it reads the last commit that is not a merge, asks ECR which image REPOSITORY:TAG is, and writes OUT/SERVICE.env.groovy with all that a release needs. Later steps go by the digest, so a tag that is moved afterwards shows.',
    'An image that is not in the registry is an error, and no file is written. Account and region of the registry are those in the repository’s address.',
  ],
  bundle: 'aws',
  input: z.strictObject({
    service: z.string().check(z.minLength(1), z.describe('Name of the service; the file is called after it')),
    build: z.int().check(z.minimum(1), z.describe('Number of this build')),
    image: z
      .string()
      .check(
        z.minLength(1),
        z.describe('The repository in ECR, with `:TAG` where the tag is not the build’s number'),
      ),
    repo: z._default(z.string(), '.').check(z.describe('Folder of the checkout that was built')),
    out: z._default(z.string(), 'output').check(z.describe('Folder for the file; made when it is not there')),
    variable: z
      .optional(z.string().check(z.minLength(1)))
      .check(
        z.describe(
          'Variable that holds the build, as promotion.yaml has it; default: SERVICE_1_BUILD for service-1',
        ),
      ),
  }),
  output: z.strictObject({
    file: z.string().check(z.describe('Path of the file that was written')),
    variable: z.string().check(z.describe('Variable that holds the build')),
    build: z.int(),
    commit: z.nullable(z.string()).check(z.describe('Null in a repository without a commit')),
    subject: z.string().check(z.describe('The display name')),
    image: z.string().check(z.describe('The repository, without tag')),
    tag: z.string(),
    digest,
    platforms: z
      .optional(z.record(z.string(), digest))
      .check(z.describe('For a multi-platform image, the digest of each platform’s image')),
  }),
  environment: [
    {
      name: 'AWS_REGION, AWS_PROFILE, AWS_ACCESS_KEY_ID, …',
      about: 'credentials, found as every AWS SDK finds them',
    },
  ],
  examples: [
    {
      command:
        'ecs-promote service-env record --service service1 --build 90 --image 123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1',
      about: 'Records build 90, whose image has the tag 90',
    },
  ],
  endings: ['usage', 'configuration', 'infrastructure', 'interrupted'],
});
