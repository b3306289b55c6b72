import * as z from 'zod/mini';
import { serviceName } from '../service-name.ts';
import { described, member } from './member.ts';
import * as words from './words.ts';

/** Tools count schemas one by one, or name them by the time, 20261102090000. */
const schemaNumber = () => words.wholeNumberFrom(0, Number.MAX_SAFE_INTEGER);
const buildNumber = () => words.wholeNumberFrom(1, Number.MAX_SAFE_INTEGER);

/** What must be there first; who needs it is said by where it stands. */
const required = [
  {
    database: described(words.databaseName(), 'Database, as `schema record` calls it.'),
    schema: described(schemaNumber(), 'Number of its schema; a later one will do.'),
  },
  {
    service: described(serviceName, 'Another service.'),
    build: described(buildNumber(), 'Its build; a later one will do.'),
  },
] as const;

const expected = 'a map such as { database: orders, schema: 12 } or { service: users, build: 41 }';

export const prerequisitesHereSchema = z.array(
  z.union([z.strictObject(required[0]), z.strictObject(required[1])], expected),
  `a list of maps such as { database: orders, schema: 12 }`,
);

const fromBuild = member(buildNumber(), 'First build of this service that needs it. Default: every one.');

export const prerequisitesSchema = z.array(
  z.union(
    [z.strictObject({ ...required[0], fromBuild }), z.strictObject({ ...required[1], fromBuild })],
    expected,
  ),
  `a list of maps such as { database: orders, schema: 12 }`,
);

export type PrerequisiteFile = z.output<typeof prerequisitesSchema>[number];
