import * as z from 'zod/mini';
import { member } from './member.ts';
import { strategySchema } from './strategy-schema.ts';
import * as words from './words.ts';

/** How a promotion goes: what an environment may say, and `defaults` for all of them. */
export const deployingMembers = {
  region: member(words.region(), 'AWS region.'),
  accountId: member(
    words.accountId(),
    'AWS account, in quotes; compared with STS before anything is written.',
  ),
  engine: member(
    z.enum(['ecs', 'terraform'], 'ecs or terraform'),
    'Who writes to ECS: ecs (task definition and service update) or terraform (orchestrate). Default: ecs.',
  ),
  strategy: member(strategySchema, 'How ECS moves the services. Default: { type: rolling }.'),
  settleMinutes: member(
    words.minutes(),
    'Minutes of watching after a deployment before it counts as verified. Default: 0.',
  ),
  deadlineMinutes: member(
    words.wholeNumberFrom(1, 2880),
    'Minutes after which a promotion counts as failed. Default: 30, and what strategy and settling take by themselves.',
  ),
  onFailure: member(
    z.enum(['rollback', 'stop'], 'rollback or stop'),
    'rollback: go back to the last verified release. stop: leave it for a person. Default: rollback.',
  ),
  onAbort: member(
    z.enum(['leave', 'rollback'], 'leave or rollback'),
    'leave: the next run goes on with it. rollback: go back at once. Default: leave.',
  ),
};
