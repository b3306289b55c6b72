import * as z from 'zod/mini';
import { definitionMembers, liveMembers, outMember, renderEnvironment } from './render-input.ts';
import { defineStep } from './step.ts';

export const renderAppSpecStep = defineStep({
  name: 'render appspec',
  summary: 'Write appspec.yaml for CodeDeploy',
  about: [
    'Container, port, network, platform version and capacity providers are those of the service, as it runs or as a person saved it, so that the deployment changes nothing but the task definition; what is given as a flag wins. It replaces envsubst over a template.',
    'Without --task-definition the AppSpec holds <TASK_DEFINITION>, which the action CodeDeployToECS replaces by the revision that it registers from taskdef.json. Without --cluster it needs neither a region nor credentials.',
  ],
  bundle: 'aws',
  input: z.strictObject({
    ...liveMembers,
    services: z
      .optional(z.string())
      .check(z.describe('A file with the output of `aws ecs describe-services`, in place of --cluster')),
    from: definitionMembers.from,
    taskDefinition: z
      .optional(z.string())
      .check(z.describe('The revision to deploy; default: <TASK_DEFINITION>, for CodePipeline')),
    container: z.optional(z.string()).check(z.describe('The container that the load balancer leads to')),
    port: z
      .optional(z.number().check(z.int(), z.minimum(1), z.maximum(65_535)))
      .check(z.describe('The port of that container')),
    platformVersion: z.optional(z.string()).check(z.describe('Fargate platform version')),
    subnet: z._default(z.array(z.string()), []).check(z.describe('A subnet')),
    securityGroup: z._default(z.array(z.string()), []).check(z.describe('A security group')),
    assignPublicIp: z
      .optional(z.enum(['ENABLED', 'DISABLED']))
      .check(z.describe('Whether tasks get a public address')),
    hook: z
      ._default(z.record(z.string(), z.string()), {})
      .check(z.describe('An event and the Lambda function that is run at it')),
    out: outMember,
  }),
  output: z.strictObject({
    taskDefinition: z.string(),
    container: z.string(),
    port: z.int(),
    files: z.array(z.string()).check(z.describe('What was written')),
  }),
  environment: renderEnvironment,
  examples: [
    {
      command: 'ecs-promote render appspec --cluster appcluster-live --service service1',
      about: 'As the service runs now, for CodeDeployToECS',
    },
    {
      command: 'ecs-promote render appspec --from taskdef.json --hook AfterAllowTestTraffic=ecs-promote-hook',
      about: 'Container and port from taskdef.json, with a validation function; without asking AWS',
    },
    {
      command:
        'ecs-promote render appspec --services services.json --task-definition arn:aws:ecs:ap-southeast-2:123456789012:task-definition/service1:42 --out build',
      about: 'From what the AWS CLI said, for `aws deploy create-deployment`',
    },
  ],
  endings: ['usage', 'configuration', 'infrastructure', 'interrupted'],
});
