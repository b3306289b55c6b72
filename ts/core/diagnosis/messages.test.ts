import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { classIds, type ClassId } from './classes.ts';
import { classify } from './classify.ts';
import type { Confidence, Sign } from './sign.ts';

/** Texts as AWS, its agents and its users word them. */
interface Message extends Sign {
  readonly class: ClassId;
  readonly benign: boolean;
  /** Where it was read; a code search where it stands in public files of no fixed address. */
  readonly source?: string;
  /** False: written after what the source says, and not found word for word. */
  readonly quoted?: boolean;
}

/** `found` was collected after the rules had been written, and met them unseen; account numbers in it are made up. */
const messages = [...read('messages'), ...read('found')];
/** Made after those, for other registries, regions, agents and ways to cut: no page shows them word for word. */
const variants = read('variants');
/** Written or collected before anybody looked at the rules, and measured once as they were; docs/decisions/diagnosis-sets.md has the figures. */
const blind = read('blind');

function read(name: string): readonly Message[] {
  return readFileSync(join(__dirname, `../../../test/fixtures/diagnosis/${name}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Message);
}

const texts = messages.filter(({ text }) => text !== '');
const fatal = texts.filter(({ benign }) => !benign);
const sureness: readonly Confidence[] = ['guess', 'likely', 'certain'];

test('there are messages enough that were found word for word, each with its source, and of every class that has a wording', () => {
  const quoted = messages.filter(({ quoted: isQuoted }) => isQuoted !== false);
  expect(quoted.length).toBeGreaterThanOrEqual(500);
  expect(messages.filter(({ source }) => source?.startsWith('https://') !== true)).toEqual([]);
  const classes = new Set(messages.map((message) => message.class));
  expect(classIds.filter((id) => !classes.has(id))).toEqual([]);
});

test.each(
  [...messages, ...variants, ...blind].map((message) => [message.class, message.text, message] as const),
)('%s: %s', (_, __, message) => {
  const { class: id, benign } = classify(message);
  expect({ class: id, benign }).toEqual({ class: message.class, benign: message.benign });
});

test('a message keeps its class inside a placement event, and behind a prefix', () => {
  const wrapped = fatal.flatMap((message) => [
    { ...message, text: `(service shop) was unable to place a task. Reason: ${message.text}` },
    { ...message, text: `service shop was unable to place a task. Reason: ${message.text}.` },
    { ...message, text: `TaskFailedToStart: ${message.text}` },
  ]);
  const others = wrapped.filter((message) => message.field !== 'log' && !isBare(message));
  expect(others.filter((message) => classify(message).class !== message.class)).toEqual([]);
});

/** What is known by its code alone, or is the name of a target's state, is not worded in an event. */
function isBare({ text, field, exitCode, stopCode }: Message): boolean {
  return field === 'targetHealth' || exitCode !== undefined || stopCode !== undefined || !text.includes(' ');
}

test('a message cut at 255 characters is the same or less sure, and never turns from fatal to benign or back', () => {
  const cut = texts.filter(({ text }) => text.length > 255);
  expect(cut.length).toBeGreaterThan(10);
  for (const message of cut) {
    const whole = classify(message);
    for (const end of ['', '...']) {
      const after = classify({ ...message, text: message.text.slice(0, 255 - end.length) + end });
      expect(after.benign).toBe(whole.benign);
      if (after.class !== whole.class)
        expect(sureness.indexOf(after.confidence)).toBeLessThan(sureness.indexOf(whole.confidence));
    }
  }
});

test('wherever a fatal message is cut, it is not called benign unless nothing of the failure is left', () => {
  fc.assert(
    fc.property(fc.constantFrom(...fatal), fc.integer({ min: 60, max: 255 }), (message, length) => {
      const cut = { ...message, text: message.text.slice(0, length) };
      const { class: id, benign } = classify(cut);
      return !benign || id === 'other';
    }),
  );
});

test.each<[string, (text: string) => string]>([
  ['upper case', (text) => text.toUpperCase()],
  ['lower case', (text) => text.toLowerCase()],
  ['two blanks for each', (text) => text.replaceAll(' ', '  ')],
  ['a line for each word', (text) => text.replaceAll(' ', '\n')],
  ['blanks around', (text) => `  ${text}\r\n`],
])('%s changes nothing', (_, change) => {
  const changed = texts
    .filter(({ field }) => field !== 'log')
    .map((message) => ({ ...message, text: change(message.text) }));
  expect(changed.filter((message) => classify(message).class !== message.class)).toEqual([]);
});

/** As people paste them: from consoles old and new, from the AWS CLI, Copilot, ecspresso, Terraform, a log that holds JSON. */
test.each<[string, (text: string) => string]>([
  ['the console’s Status reason', (text) => `Status reason ${text}`],
  ['the console of old', (text) => `STOPPED (${text})`],
  ['a console in Japanese', (text) => `タスクの停止理由: ${text}`],
  ['output of the AWS CLI', (text) => `                    "stoppedReason": ${JSON.stringify(text)},`],
  ['JSON in JSON', (text) => JSON.stringify(JSON.stringify(text))],
  ['Copilot', (text) => `  - [2243bac3]: ${text}`],
  ['ecspresso', (text) => `2026/11/25 19:00:00 web/live ${text}`],
  ['Terraform', (text) => `│ Error: waiting for ECS Service (arn:aws:ecs:x:1:service/c/s) update: ${text}`],
  ['a link', (text) => encodeURIComponent(text)],
  ['a form', (text) => new URLSearchParams({ '': text }).toString().slice(1)],
  ['a link in a link', (text) => encodeURIComponent(encodeURIComponent(text))],
  ['a web page', (text) => text.replaceAll(/[&<>"'’]/g, (sign) => `&#${String(sign.charCodeAt(0))};`)],
  ['JSON without other letters', (text) => text.replaceAll(/[^ -~]|['<>&]/g, escaped)],
  ['a waiter of boto', (text) => `botocore.exceptions.WaiterError: Waiter ServicesStable failed: ${text}`],
  [
    'a waiter of the JavaScript SDK',
    (text) => `WaiterError: ${JSON.stringify({ state: 'FAILURE', reason: { message: text } })}`,
  ],
  ['time and text', (text) => `2026-11-25T19:00:00.123Z ${text}`],
  ['a time of the console', (text) => `November 25, 2026 at 19:00 (UTC+1:00) ${text}`],
  ['guillemets', (text) => `« ${text} »`],
  ['quotation marks of print', (text) => text.replaceAll("'", '’').replaceAll('"', '”')],
  ['lines of 60', (text) => text.replaceAll(/(.{1,60})(\s|$)/g, '$1\n        ')],
])('%s changes nothing', (_, render) => {
  const words = texts.filter(
    ({ field, text }) => field !== 'log' && field !== 'targetHealth' && text.includes(' '),
  );
  const rendered = words.map((message) => ({ ...message, text: render(message.text) }));
  expect(rendered.filter((message) => classify(message).class !== message.class)).toEqual([]);
});

test.each([
  ['draining', 'targetHealth', 'target-deregistered'],
  ['initial', 'targetHealth', 'scaling-activity'],
  ['healthy', 'targetHealth', 'steady-state'],
  ['unhealthy', 'targetHealth', 'load-balancer-health-check'],
  ['AGENT', 'event', 'agent-or-docker-timeout'],
  ['OutOfMemoryError', 'containerReason', 'out-of-memory'],
  ['IN_PROGRESS', 'statusReason', 'scaling-activity'],
] as const)('a word alone is known behind a time and what a form calls it: %s', (word, field, id) => {
  for (const before of [
    '',
    '2026-11-25T19:00:00Z ',
    '[19:00:01] ',
    '2026/11/25 19:00:00 | ',
    '25 November 2026, 19:00 (UTC+01:00) ',
    'Nov 25, 2026, 7:00 PM ',
    '1764097200.123 ',
    'Reason: ',
    'Status reason: ',
  ])
    expect([before, classify({ text: `${before}${word}`, field }).class]).toEqual([before, id]);
});

test('a terminal that breaks words hides hardly anything, and makes nothing harmless of a failure', () => {
  const broken = texts
    .filter(({ field }) => field !== 'log')
    .map((message) => ({ ...message, text: message.text.replaceAll(/(.{70})/g, '$1\n') }));
  const wrong = broken.filter((message) => classify(message).class !== message.class);
  expect(wrong.length).toBeLessThan(broken.length / 100);
  expect(wrong.filter((message) => classify(message).benign !== message.benign)).toEqual([]);
});

const triggers = [
  ...classIds,
  'oom-killer',
  'AccessDenied',
  'not-found',
  'manifest-unknown',
  'i-o-timeout',
  'toomanyrequests',
  'secretsmanager',
  'alarm-detected',
  'circuit-breaker-failed',
  'steady-state',
  'CannotPullContainerError',
  'health-checks-failed',
  'no-space-left-on-device',
  'exec-format-error',
  'spot-interrupted',
  'cloudwatch-log-group',
];

test.each([
  ['steady-state', 'event', (name: string) => `(service ${name}) has reached a steady state.`],
  ['steady-state', 'event', (name: string) => `service ${name} has reached a steady state.`],
  ['scaling-activity', 'event', (name: string) => `(service ${name}) has started 2 tasks: (task ${name}).`],
  [
    'target-deregistered',
    'event',
    (name: string) => `(service ${name}, taskSet ecs-svc/1) has begun draining connections on 2 tasks.`,
  ],
  [
    'target-deregistered',
    'event',
    (name: string) =>
      `(service ${name}) deregistered 1 targets in (target-group arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/${name}/1)`,
  ],
  [
    'no-capacity-cpu',
    'event',
    (name: string) =>
      `(service ${name}) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance ${name}) has insufficient CPU units available.`,
  ],
  [
    'image-missing',
    'stoppedReason',
    (name: string) =>
      `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref 123456789012.dkr.ecr.us-east-1.amazonaws.com/${name}:${name}: not found`,
  ],
  [
    'secret-missing',
    'stoppedReason',
    (name: string) =>
      `Fetching secret data from SSM Parameter Store in us-west-2: invalid parameters: /prod/${name}`,
  ],
  [
    'secret-unreachable',
    'stoppedReason',
    (name: string) =>
      `ResourceInitializationError: unable to retrieve secret from asm: There is a connection issue between the task and AWS Secrets Manager. failed to fetch secret arn:aws:secretsmanager:eu-west-1:123456789012:secret:${name}-aBcDeF`,
  ],
  [
    'command-not-found',
    'containerReason',
    (name: string) =>
      `CannotStartContainerError: Error response from daemon: OCI runtime create failed: exec: "${name}": executable file not found in $PATH: unknown`,
  ],
  [
    'load-balancer-health-check',
    'stoppedReason',
    (name: string) =>
      `Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/${name}/1)`,
  ],
  [
    'role-not-assumable',
    'event',
    (name: string) =>
      `service ${name} failed to launch a task with (error ECS was unable to assume the role 'arn:aws:iam::123456789012:role/${name}' that was provided for this task.)`,
  ],
] as const)('a name made of the words of any class changes nothing: %s', (id, field, textWith) => {
  for (const name of triggers)
    expect([name, classify({ text: textWith(name), field }).class]).toEqual([name, id]);
});

function escaped(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
