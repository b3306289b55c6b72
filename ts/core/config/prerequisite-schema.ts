import * as z from 'zod/mini';
import { serviceName } from '../service-name.ts';
import { described, member } from './member.ts';
import { commandWords, headerName, headerValue, statuses } from './smoke-schema.ts';
import * as words from './words.ts';

/** Tools count schemas one by one, or name them by the time, 20261102090000. */
const schemaNumber = () => words.wholeNumberFrom(0, Number.MAX_SAFE_INTEGER);
const buildNumber = () => words.wholeNumberFrom(1, Number.MAX_SAFE_INTEGER);

const checkName = () =>
  words.text('the name of a check: letters, digits, spaces and .-_', /^[\w.-](?:[\w .-]{0,98}[\w.-])?$/);
const jsonPath = () => words.text('a path such as status.phase', /^[^.\s]+(?:\.[^.\s]+)*$/);
const scalarRule = 'a text, a number, true or false';

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
  {
    check: described(checkName(), 'What is asked, in words for refusals.'),
    url: described(words.webAddress(), 'Address that must answer so; redirects are not followed.'),
    status: member(statuses, 'Status, or several of which one must come. Default: 200.'),
    json: member(
      z.record(jsonPath(), z.union([z.string(), z.number(), z.boolean()], scalarRule), 'a map of members'),
      'What members of a JSON body must be, by path.',
    ),
    requestHeaders: member(
      z.record(headerName, headerValue, 'a map of headers'),
      'Headers to send; secrets as { env: NAME }.',
    ),
    timeoutSeconds: member(words.wholeNumberFrom(1, 120), 'Seconds until it is given up. Default: 10.'),
  },
  {
    check: described(checkName(), 'What is asked, in words for refusals.'),
    command: described(commandWords, 'Program of the workspace, without a shell; must exit with 0.'),
    timeoutSeconds: member(words.wholeNumberFrom(1, 600), 'Seconds until it is ended. Default: 60.'),
  },
] as const;

const expected =
  'a map such as { database: orders, schema: 12 }, { service: users, build: 41 }, { check: quiet, url: … } or { check: quiet, command: [bin/quiet] }';
const list = 'a list of maps such as { database: orders, schema: 12 }';

export const prerequisitesHereSchema = z.array(
  z.union(
    [
      z.strictObject(required[0]),
      z.strictObject(required[1]),
      z.strictObject(required[2]),
      z.strictObject(required[3]),
    ],
    expected,
  ),
  list,
);

const fromBuild = member(buildNumber(), 'First build of this service that needs it. Default: every one.');

export const prerequisitesSchema = z.array(
  z.union(
    [
      z.strictObject({ ...required[0], fromBuild }),
      z.strictObject({ ...required[1], fromBuild }),
      z.strictObject({ ...required[2], fromBuild }),
      z.strictObject({ ...required[3], fromBuild }),
    ],
    expected,
  ),
  list,
);

export type PrerequisiteFile = z.output<typeof prerequisitesSchema>[number];
