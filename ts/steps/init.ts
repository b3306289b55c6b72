import * as z from 'zod/mini';
import { region } from '../core/config/words.ts';
import { sourceSchema } from '../core/config/jenkins-schema.ts';
import { whereaboutsOf, whereaboutsRule } from '../core/init/whereabouts.ts';
import { imageRepository } from '../core/release/image-repository.ts';
import { serviceName } from '../core/service-name.ts';
import { defineStep } from './step.ts';

const environmentRule =
  'an environment’s name, or NAME=CLUSTER, NAME=CLUSTER@PROFILE, NAME=CLUSTER@PROFILE/REGION, NAME=CLUSTER@ROLE-ARN';
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
    'Each environment may be in an account and a region of its own: NAME=CLUSTER@PROFILE/REGION reads it by that profile, NAME=CLUSTER@ROLE-ARN as that role, which promotion.yaml then names. All clusters are read, or nothing is written. Where they are not alike, that is told.',
    'What it could not know is a remark in the file and a line at the end. A file that exists is never replaced: it stays, and what init would have written otherwise is shown. Where one file cannot be made, none is.',
    'A cluster is read with ecs:ListServices, ecs:DescribeServices, ecs:DescribeTaskDefinition and, for services of CodeDeploy, codedeploy:BatchGetDeployments. Nothing in AWS is changed.',
    'It is part of the program as a person installs it and of the images, and not of what Jenkins copies into a build.',
  ],
  bundle: 'core',
  input: z.strictObject({
    cluster: z
      ._default(
        z.array(z.string().check(z.refine((word) => whereaboutsOf(word) !== undefined, whereaboutsRule))),
        [],
      )
      .check(
        z.describe(
          'ECS cluster to read, its environment being called as its name ends: shop-live, shop-live@acme-live/eu-west-1',
        ),
      ),
    environment: z
      ._default(
        z.array(
          z.string().check(
            z.refine((word) => {
              const [name = ''] = word.split('=', 1);
              return (
                serviceName.safeParse(name).success &&
                (name === word || whereaboutsOf(word.slice(name.length + 1)) !== undefined)
              );
            }, environmentRule),
          ),
        ),
        [],
      )
      .check(
        z.describe(
          'An environment, or live=shop-live with the cluster to read, as a profile and in a region of its own live=shop-live@acme-live/eu-west-1, or as a role live=shop-live@arn:aws:iam::…:role/reader. In the order of the line',
        ),
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
      .check(
        z.describe(
          'AWS region of what names none of its own. Default: AWS_REGION, AWS_DEFAULT_REGION, that of the profile, or that of the stacks',
        ),
      ),
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
    differences: z.array(z.string()).check(z.describe('Where the environments that were read are not alike')),
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
      about:
        'credentials, found as every AWS SDK finds them; needed where a cluster is named without a profile',
    },
  ],
  examples: [
    {
      command:
        'ecs-promote init --environment test=shop-test --environment live=shop-live --region eu-west-1',
      about: 'From two clusters, in this order',
    },
    {
      command:
        'ecs-promote init --environment test=shop-test@acme-test/eu-west-1 --environment live=shop-live@acme-live/eu-west-1',
      about: 'From two accounts, each by a profile of yours',
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
