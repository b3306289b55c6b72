import * as z from 'zod/mini';
import { region } from '../core/config/words.ts';
import { sourceSchema } from '../core/config/jenkins-schema.ts';
import { imageRepository } from '../core/release/image-repository.ts';
import { serviceName } from '../core/service-name.ts';
import { defineStep } from './step.ts';

const cluster =
  /^(?:[A-Za-z0-9_-]{1,255}|arn:aws[a-z-]*:ecs:[a-z0-9-]+:\d{12}:cluster\/[A-Za-z0-9_-]{1,255})$/;
const environmentRule = 'an environment’s name, or NAME=CLUSTER';
const serviceRule = 'a service’s name, or NAME=IMAGE where the image is a repository without tag';

/** A password in it would come into a file that everybody reads. */
function isRepository(address: string): boolean {
  return (
    sourceSchema.safeParse({ repository: address }).success && !/^[a-z]+:\/\/[^/]*:[^/]*@/i.test(address)
  );
}

export const initStep = defineStep({
  name: 'init',
  summary: 'Write a first promotion.yaml with Jenkinsfiles from what exists',
  about: [
    'Reads ECS clusters through the API, Jenkinsfiles in the manner of the source’s samples (which are read and not run) and trees of stacks (src, config), and writes promotion.yaml, the Jenkinsfiles that belong to it and, for environments that Terraform will make, config/<region>/<stack>. With flags alone it writes the smallest file that works.',
    'What it could not know is a remark in the file and a line at the end. A file that exists is never replaced: it stays, and that is told. Where one file cannot be made, none is.',
    'A cluster is read with ecs:ListServices, ecs:DescribeServices, ecs:DescribeTaskDefinition and, for services of CodeDeploy, codedeploy:BatchGetDeployments. Nothing in AWS is changed.',
    'It is part of the program as a person installs it and of the images, and not of what Jenkins copies into a build.',
  ],
  bundle: 'core',
  input: z.strictObject({
    cluster: z
      ._default(z.array(z.string().check(z.regex(cluster, 'a cluster’s name or ARN'))), [])
      .check(z.describe('ECS cluster to read; its environment is called as its name ends, shop-live: live')),
    environment: z
      ._default(
        z.array(
          z.string().check(
            z.refine((word) => {
              const [name = '', value, ...more] = word.split('=');
              return (
                serviceName.safeParse(name).success &&
                more.length === 0 &&
                (value === undefined || cluster.test(value))
              );
            }, environmentRule),
          ),
        ),
        [],
      )
      .check(
        z.describe('An environment, or live=shop-live with the cluster to read. In the order of the line'),
      ),
    service: z
      ._default(
        z.array(
          z.string().check(
            z.refine((word) => {
              const [name = '', value, ...more] = word.split('=');
              return (
                serviceName.safeParse(name).success &&
                more.length === 0 &&
                (value === undefined || imageRepository.safeParse(value).success)
              );
            }, serviceRule),
          ),
        ),
        [],
      )
      .check(z.describe('A service, or web=123456789012.dkr.ecr.eu-west-1.amazonaws.com/web with its image')),
    from: z
      ._default(z.array(z.string().check(z.minLength(1))), [])
      .check(z.describe('Folder with Jenkinsfiles, stacks or both')),
    region: z
      .optional(region())
      .check(z.describe('AWS region. Default: AWS_REGION, AWS_DEFAULT_REGION, or that of the stacks')),
    engine: z
      .optional(z.enum(['ecs', 'terraform']))
      .check(
        z.describe(
          'Who will deploy to environments of which nothing is there: ecs or terraform. Default: ecs',
        ),
      ),
    repository: z
      .optional(z.string().check(z.refine(isRepository, 'a git repository’s address without a password')))
      .check(z.describe('Git repository that promotion.yaml will be in. Default: origin of the folder')),
    dir: z._default(z.string().check(z.minLength(1)), '.').check(z.describe('Folder to write to')),
    dryRun: z
      ._default(z.boolean(), false)
      .check(z.describe('Write nothing, and print what would be written')),
  }),
  output: z.strictObject({
    services: z.array(z.string()),
    environments: z.array(z.string()).check(z.describe('Along the line')),
    files: z.array(
      z.strictObject({
        path: z.string().check(z.describe('From --dir')),
        state: z
          .enum(['made', 'wanted', 'same', 'differs'])
          .check(
            z.describe('wanted: not made because of --dry-run; differs: something else is there, and stays'),
          ),
      }),
    ),
    unknowns: z
      .array(
        z.strictObject({
          file: z.string(),
          at: z.string().check(z.describe('Member of promotion.yaml, or a word to look for')),
          what: z.string(),
        }),
      )
      .check(z.describe('What only a person can say')),
    remarks: z.array(z.string()),
  }),
  environment: [
    { name: 'AWS_REGION, AWS_DEFAULT_REGION', about: 'the region, without --region' },
    {
      name: 'AWS_PROFILE, AWS_ACCESS_KEY_ID, …',
      about: 'credentials, found as every AWS SDK finds them; needed where a cluster is named',
    },
  ],
  examples: [
    {
      command:
        'ecs-promote init --environment test=shop-test --environment live=shop-live --region eu-west-1',
      about: 'From two clusters, in this order',
    },
    {
      command: 'ecs-promote init --from ../tools --dry-run',
      about: 'From old Jenkinsfiles and stacks: look first',
    },
    {
      command: 'ecs-promote init --service web --environment test --environment live --region eu-west-1',
      about: 'From nothing',
    },
  ],
  endings: ['usage', 'configuration', 'infrastructure', 'interrupted'],
});
