import * as z from 'zod/mini';
import {
  definitionMembers,
  imageMembers,
  liveMembers,
  outMember,
  renderEnvironment,
} from './render-input.ts';
import { defineStep } from './step.ts';

export const renderTaskdefStep = defineStep({
  name: 'render taskdef',
  summary: 'Write taskdef.json, and imageDetail.json, for CodePipeline and CodeDeploy',
  about: [
    'Takes a task definition as it is and changes the image of one container, by digest; members that only describe a revision are left out, so RegisterTaskDefinition takes the result. It replaces jq and sed in a buildspec.',
    'With --placeholder the image is <IMAGE1_NAME>, which the action CodeDeployToECS replaces; the image itself, where one is given, goes into imageDetail.json. With --from and an image it needs neither a region nor credentials.',
  ],
  bundle: 'aws',
  input: z.strictObject({
    ...definitionMembers,
    ...liveMembers,
    ...imageMembers,
    container: z
      .optional(z.string())
      .check(z.describe('Whose image is changed; needed where there are several')),
    placeholder: z
      .optional(z.string().check(z.regex(/^[A-Z0-9_]{1,64}$/i)))
      .check(z.describe('Put <NAME> in place of the image, e.g. IMAGE1_NAME')),
    out: outMember,
  }),
  output: z.strictObject({
    family: z.string(),
    container: z.string(),
    image: z.nullable(z.string()).check(z.describe('repository@digest; null for a placeholder alone')),
    files: z.array(z.string()).check(z.describe('What was written')),
  }),
  environment: renderEnvironment,
  examples: [
    {
      command: 'ecs-promote render taskdef --family service1 --artifact output/service1.env.groovy',
      about: 'The newest revision of the family with the image that was just built',
    },
    {
      command:
        'ecs-promote render taskdef --from taskdef-template.json --artifact output/service1.env.groovy --placeholder IMAGE1_NAME --out build',
      about: 'A template of the repository for CodeDeployToECS, with imageDetail.json; without asking AWS',
    },
    {
      command:
        'ecs-promote render taskdef --cluster appcluster-live --service service1 --release release.json --of service1',
      about: 'What a service runs, with the build of a release',
    },
  ],
  endings: ['usage', 'configuration', 'infrastructure', 'interrupted'],
});
