import * as z from 'zod/mini';
import { closedMap } from '../errors/closed-map.ts';
import { serviceName } from '../service-name.ts';
import { described, member } from './member.ts';
import * as words from './words.ts';

/**
 * A smoke check as people write it: one map whose members say which kind it is, because an editor and an error can then name every
 * member; which of them go together is told by `checks/smoke-checks.ts`.
 */
const text = (about: string) => z.string(about).check(z.minLength(1, about));

export const headerName = words.text('the name of a header', /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/);

const expressionRule = 'a regular expression of JavaScript';
const expectationRule = 'a text, { contains: text } or { matches: regular expression }';
const textExpectation = z.union(
  [
    z.string(),
    z.strictObject({ contains: described(text('a text'), 'A text that must be in it.') }),
    z.strictObject({
      matches: described(
        z.string(expressionRule).check(z.refine(isExpression, expressionRule)),
        'A JavaScript regular expression.',
      ),
    }),
  ],
  expectationRule,
);

const headerValueRule = 'a text, or { env: NAME } for the value of an environment variable';
export const headerValue = z.union(
  [
    z.string().check(z.regex(/^[^\r\n]*$/, 'a text of one line')),
    z.strictObject({ env: described(words.variable(), 'Environment variable with the value.') }),
  ],
  headerValueRule,
);

const statusRule = 'a whole number from 100 to 599, or a list of them';
const status = words.wholeNumberFrom(100, 599);
export const statuses = z.union([status, z.array(status).check(z.minLength(1, statusRule))], statusRule);

const commandRule = 'a list of a program and its arguments, [npm, run, smoke]';
export const commandWords = z.array(text('a text'), commandRule).check(z.minLength(1, commandRule));

const taskSchema = closedMap('a map such as { service: web, command: [npm, run, smoke] }', {
  service: described(serviceName, 'The service whose image, network and capacity the task runs with.'),
  taskDefinition: member(
    words.text('the family of a task definition', words.ecsName),
    "A family of its own, copied with the release's image. Default: the service's task definition.",
  ),
  container: member(words.container(), "Container that runs and is judged. Default: the service's."),
  command: member(commandWords, 'What the container runs. Default: as in the task definition.'),
  timeoutMinutes: member(words.wholeNumberFrom(1, 240), 'Minutes until it is stopped. Default: 10.'),
});

export const smokeSchema = closedMap('a map such as { url: "https://acme.example/health" }', {
  url: member(words.webAddress(), 'Address to get; redirects are not followed.'),
  command: member(commandWords, 'Program of the workspace, without a shell; must exit with 0.'),
  task: member(taskSchema, 'A task that is run once in the cluster; must exit with 0.'),
  on: member(
    z.enum(['production', 'testTraffic'], 'production or testTraffic'),
    'production: after the deployment. testTraffic: while it pauses on the test listener. Default: production.',
  ),
  tries: member(
    words.wholeNumberFrom(1, 20),
    'How often it may be tried, 5 s apart. Default: 3 for an address, else 1.',
  ),
  status: member(statuses, 'Status that the address must answer, or several of which it may. Default: 200.'),
  requestHeaders: member(
    z.record(headerName, headerValue, 'a map of headers'),
    'Headers to send; secrets as { env: NAME }.',
  ),
  headers: member(
    z.record(headerName, textExpectation, 'a map of headers'),
    'Headers that the answer must have.',
  ),
  body: member(textExpectation, 'What the body must be, contain or match.'),
  withinMilliseconds: member(
    words.wholeNumberFrom(1, 600_000),
    'Milliseconds in which the whole answer must be there.',
  ),
  timeoutSeconds: member(words.wholeNumberFrom(1, 600), 'Seconds until a request is given up. Default: 10.'),
  timeoutMinutes: member(words.wholeNumberFrom(1, 240), 'Minutes until a command is ended. Default: 5.'),
});

export type SmokeFile = z.output<typeof smokeSchema>;

function isExpression(source: string): boolean {
  try {
    return new RegExp(source, 'u').source !== '';
  } catch {
    return false;
  }
}
