import * as z from 'zod/mini';
import { existence } from './environment-members.ts';
import { promotionMembers } from './promotion-input.ts';
import { defineStep } from './step.ts';

export const environmentListStep = defineStep({
  name: 'environment list',
  summary: 'Say which environments on demand are there, who keeps them, and until when',
  about: ['From the ledger alone; neither AWS nor Terraform is asked.'],
  bundle: 'aws',
  input: z.strictObject({ config: promotionMembers.config, ledger: promotionMembers.ledger }),
  output: z.strictObject({ environments: z.array(existence) }),
  examples: [
    { command: 'ecs-promote environment list', about: 'Every environment of ./promotion.yaml on demand' },
  ],
  endings: ['usage', 'configuration', 'infrastructure', 'interrupted'],
});
