import * as z from 'zod/mini';
import { closedMap } from '../errors/closed-map.ts';
import { serviceName } from '../service-name.ts';
import { deployingMembers } from './deploying-schema.ts';
import { described, member } from './member.ts';
import { prerequisitesHereSchema } from './prerequisite-schema.ts';
import { smokeSchema } from './smoke-schema.ts';
import { strategySchema } from './strategy-schema.ts';
import * as words from './words.ts';

const onDemandSchema = closedMap('a map, {} for none of its settings', {
  destroyAt: member(words.timeOfDay(), 'When it is destroyed each day, "20:00".'),
  timeZone: member(words.timeZone(), 'Time zone of destroyAt, Australia/Melbourne.'),
});

const approversRule = 'a list of at least one user or group';

const approvalSchema = closedMap('a map such as { from: [release-managers] }', {
  from: described(
    z
      .array(words.text('the name of a user or group', /\S/), approversRule)
      .check(z.minLength(1, approversRule)),
    'Users and groups who may approve.',
  ),
  minimum: member(words.wholeNumberFrom(1, 10), 'How many different people must approve. Default: 1.'),
  notRequester: member(
    z.boolean('true or false'),
    'Whether the person who asks may not approve. Default: false.',
  ),
  validMinutes: member(
    words.wholeNumberFrom(1, 43_200),
    'Minutes after which an approval counts no more. Default: it counts as long as the plan stays the same.',
  ),
});

const serviceHereSchema = closedMap('a map with ecsService, container or strategy', {
  ecsService: member(words.ecsServiceTemplate(), 'ECS service in this environment.'),
  container: member(words.container(), 'Container in this environment.'),
  strategy: member(strategySchema, 'How ECS moves this service in this environment.'),
});

export const environmentSchema = closedMap('a map with at least a cluster or a stack', {
  ...deployingMembers,
  job: member(words.job(), 'Jenkins job that deploys to it. Default: deploy-<environment>.'),
  promotesFrom: member(
    z.union(
      [
        serviceName,
        z.array(serviceName),
        z.strictObject({ all: described(z.array(serviceName), 'Each of these.') }),
      ],
      "an environment's name, a list of names, or { all: [a, b] }",
    ),
    'Where a release must have been verified first: any one of these environments, or all. None: the first of the line.',
  ),
  automatic: member(z.boolean('true or false'), 'Whether releases come by themselves. Default: false.'),
  changesInChoices: member(
    z.boolean('true or false'),
    'Whether a list of what may come here says on each line what would move. Default: false.',
  ),
  soakMinutes: member(
    words.wholeNumberFrom(0, 43_200),
    'Minutes that a release must have been verified there. Default: 0.',
  ),
  hotfix: member(
    closedMap('a map such as { maySkip: [staging] }', {
      maySkip: described(
        z.array(serviceName, "a list of environments' names"),
        'Environments that a hot fix may skip on its way here.',
      ),
    }),
    'What a hot fix may do. Default: nothing.',
  ),
  assumeRole: member(words.roleArn(), 'IAM role to assume for this environment.'),
  cluster: member(words.cluster(), "ECS cluster. Default: the stack's name."),
  stack: member(words.stack(), 'Terraform stack: config/<region>/<stack>, src/<stack>.'),
  onDemand: member(
    onDemandSchema,
    'The environment may be created and destroyed; only environments that say so ever are.',
  ),
  services: member(
    z.record(serviceName, serviceHereSchema, 'a map of services by name'),
    'What is different here, by service.',
  ),
  approval: member(approvalSchema, 'Who must approve before anything is changed.'),
  prerequisites: member(prerequisitesHereSchema, 'What must be there before any service comes.'),
  smoke: member(
    z.array(smokeSchema, 'a list of maps such as { url: "https://acme.example/health" }'),
    'What must pass before a release counts as verified: addresses, commands, tasks.',
  ),
});

export type EnvironmentFile = z.output<typeof environmentSchema>;
