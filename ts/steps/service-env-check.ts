import * as z from 'zod/mini';
import { serviceEnvRecordStep } from './service-env-record.ts';
import { defineStep } from './step.ts';

const { build, image } = serviceEnvRecordStep.input.shape;
const { environment = [] } = serviceEnvRecordStep;

export const serviceEnvCheckStep = defineStep({
  name: 'service-env check',
  summary: 'Make sure that a service build moves no tag, before its image is pushed',
  about: [
    'What a build job calls before it builds the image: a tag that is taken already is an error. A repository with immutable tags refuses the push by itself, but only after the image was built.',
  ],
  bundle: 'aws',
  input: z.strictObject({ build, image }),
  output: z.strictObject({
    image: z.string().check(z.describe('The repository, without tag')),
    tag: z.string(),
  }),
  environment,
  examples: [
    {
      command:
        'ecs-promote service-env check --build 90 --image 123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1',
      about: 'Goes on when the repository has no tag 90',
    },
  ],
  endings: ['usage', 'configuration', 'infrastructure', 'interrupted'],
});
