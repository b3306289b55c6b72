import * as z from 'zod/mini';
import { closedMap } from '../errors/closed-map.ts';
import { imageRepository } from '../release/image-repository.ts';
import { serviceName } from '../service-name.ts';
import { deployingMembers } from './deploying-schema.ts';
import { environmentSchema } from './environment-schema.ts';
import { freezeSchema } from './freeze-schema.ts';
import { jenkinsSchema, sourceSchema } from './jenkins-schema.ts';
import { described, member } from './member.ts';
import { notificationSchema } from './notification-schema.ts';
import { prerequisitesSchema } from './prerequisite-schema.ts';
import * as words from './words.ts';

/**
 * `promotion.yaml` as people write it. This is the reference: errors, the JSON Schema for editors and the documentation come from it.
 * What must hold between members is in `checks`, what a left-out member means in `resolve.ts`.
 */
export const defaultsSchema = closedMap('a map', deployingMembers);

export const serviceSchema = closedMap('a map such as { image: registry/name }', {
  image: described(imageRepository, 'The image repository, without tag.'),
  job: member(words.job(), 'Jenkins job that builds it. Default: <name>-build.'),
  variable: member(
    words.variable(),
    'Variable that holds its build. Default: from the name, service-1 → SERVICE_1_BUILD.',
  ),
  ecsService: member(
    words.ecsServiceTemplate(),
    "ECS service; {environment} is replaced. Default: the service's name.",
  ),
  container: member(words.container(), "Container whose image is changed. Default: the service's name."),
  prerequisites: member(prerequisitesSchema, 'What must be in an environment before it comes there.'),
  source: member(sourceSchema, 'Where its source is, for `jobs`. Default: its build job is made by hand.'),
});

const groupName = words.text('the name of a group', /\S/);
const people = 'a list of at least one user';
const peopleOfGroup = z.array(words.text('the name of a user', /\S/), people).check(z.minLength(1, people));

const services = 'a map of at least one service by name';
const environments = 'a map of at least one environment by name';

export const promotionFileSchema = closedMap('a map with version, services and environments', {
  version: described(z.literal(1, '1, the version that this program reads'), 'Always 1.'),
  ledger: member(
    words.text('a git address with #branch, a directory or s3://bucket/prefix', /^\S(?:.*\S)?$/),
    "The memory of promotions. Default: branch ecs-promote-ledger of this file's repository.",
  ),
  notifications: member(
    z.array(notificationSchema, 'a list of maps such as { slack: SLACK_WEBHOOK }'),
    'Who is told of promotions.',
  ),
  defaults: member(defaultsSchema, 'What holds for every environment that does not say otherwise.'),
  services: described(
    z.record(serviceName, serviceSchema, services).check(z.refine(isNotEmpty, services)),
    'What is built and deployed, by name.',
  ),
  environments: described(
    z.record(serviceName, environmentSchema, environments).check(z.refine(isNotEmpty, environments)),
    'Where releases go, by name, usually in the order in which they go there.',
  ),
  groups: member(
    z.record(groupName, peopleOfGroup, 'a map of groups by name'),
    'Who is in the groups that approvals name. Without it, only Jenkins knows.',
  ),
  freezes: member(
    z.record(serviceName, freezeSchema, 'a map of freezes by name'),
    'When nothing is promoted, by name.',
  ),
  jenkins: member(jenkinsSchema, 'What `jobs` makes the jobs in Jenkins from.'),
});

export type PromotionFile = z.output<typeof promotionFileSchema>;
export type ServiceFile = z.output<typeof serviceSchema>;
export type DefaultsFile = z.output<typeof defaultsSchema>;

function isNotEmpty(map: object): boolean {
  return Object.keys(map).length > 0;
}
