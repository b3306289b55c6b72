import * as z from 'zod/mini';
import { serviceName } from '../service-name.ts';
import { member } from './member.ts';
import { strategySchema } from './strategy-schema.ts';
import * as words from './words.ts';

const namesOfAWave = "a list of services' names";

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
  waves: member(
    z.array(z.array(serviceName, namesOfAWave), 'a list of lists such as [[api], [web, worker]]'),
    'In which order services move: a list of names a wave. Services that no wave names move last. Default: all at once.',
  ),
  parallel: member(
    words.wholeNumberFrom(1, 100),
    'How many services of a wave move at the same time. Default: all of them.',
  ),
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
  keepImages: member(
    z.boolean('true or false'),
    'Whether the images of a verified release are tagged verified-<environment>-<release> in ECR, so that life-cycle rules can spare them. Default: true.',
  ),
};
