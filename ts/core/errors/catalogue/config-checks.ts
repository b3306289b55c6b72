import { testTrafficStages } from '../../config/config.ts';
import { defineError } from '../define.ts';
import { noGuess } from './config-text.ts';

/** What promotion.yaml says of checks, freezes, prerequisites and notifications. */
export const configChecksErrors = {
  deadlineTooShort: defineError<{ environment: string; deadlineMinutes: number; waitingMinutes: number }>(
    'config-deadline-too-short',
    {
      category: 'configuration',
      what: ({ environment, deadlineMinutes, waitingMinutes }) =>
        `${environment} has a deadline of ${deadlineMinutes} minutes, but its strategy and settling wait ${waitingMinutes} minutes by themselves.`,
      why: () => 'Every promotion would fail at its deadline.',
      next: ({ environment }) => `Raise environments.${environment}.deadlineMinutes, or leave it out.`,
      example: { environment: 'live', deadlineMinutes: 30, waitingMinutes: 54 },
    },
  ),
  smokeKind: defineError<{ where: string; given: readonly string[] }>('config-smoke-kind', {
    category: 'configuration',
    what: ({ where, given }) =>
      given.length === 0
        ? `${where} has neither url nor command nor task.`
        : `${where} has ${given.join(' and ')}.`,
    why: () =>
      'A smoke check asks one thing: an address, a command of the workspace, or a task in the cluster.',
    next: ({ given }) => (given.length === 0 ? 'Write one of the three.' : 'Write one check for each.'),
    example: { where: 'environments.live.smoke[0]', given: ['url', 'command'] },
  }),
  smokeMember: defineError<{ where: string; member: string; kind: string; known: readonly string[] }>(
    'config-smoke-member',
    {
      category: 'configuration',
      what: ({ where, member, kind }) => `${where} has ${member}, which does not go with ${kind}.`,
      why: noGuess,
      next: ({ kind, known }) => `With ${kind} goes any of ${known.join(', ')}.`,
      example: {
        where: 'environments.live.smoke[0]',
        member: 'status',
        kind: 'command',
        known: ['on', 'tries', 'timeoutMinutes'],
      },
    },
  ),
  smokeService: defineError<{
    where: string;
    service: string;
    known: readonly string[];
    suggestion: string;
  }>('config-smoke-service', {
    category: 'configuration',
    what: ({ where, service, suggestion }) =>
      `${where}.task.service is "${service}", which is no service here.${suggestion}`,
    why: () => 'The task would have no image, network or capacity to run with.',
    next: ({ known }) => `Use one of ${known.join(', ')}.`,
    example: {
      where: 'environments.live.smoke[0]',
      service: 'service3',
      known: ['service1', 'service2'],
      suggestion: '',
    },
  }),
  smokeSecret: defineError<{ where: string }>('config-smoke-secret', {
    category: 'configuration',
    what: ({ where }) => `${where} holds a secret, or says that it does.`,
    why: () => 'Whoever can read the repository could then ask the service as this program does.',
    next: () =>
      'Send it as a header, { env: NAME }, and give the build that variable, with withCredentials for example.',
    example: { where: 'environments.live.smoke[0].requestHeaders.Authorization' },
  }),
  smokeTraffic: defineError<{ where: string; environment: string }>('config-smoke-traffic', {
    category: 'configuration',
    what: ({ where, environment }) =>
      `${where} waits for test traffic, and no service of ${environment} waits for a decision on it.`,
    why: () =>
      'Such a check runs while a deployment pauses with the test traffic on the new tasks; here it never would.',
    next: ({ environment }) =>
      `Give environments.${environment}.strategy a pause at ${testTrafficStages.join(' or ')} (\`pauses: [{ decides: checks }]\`), or leave on: testTraffic out.`,
    example: { where: 'environments.live.smoke[0]', environment: 'live' },
  }),
  freezeEnds: defineError<{ where: string; from: string; until: string }>('config-freeze-ends', {
    category: 'configuration',
    what: ({ where, from, until }) => `${where} is from "${from}" until "${until}", which is no window.`,
    why: () => 'Nobody could tell when it ends.',
    next: () =>
      'Say both as a time of day, as a weekday, as a day of the year, or as dates, and the later one last.',
    example: { where: 'freezes.weekend', from: 'Fri 16:00', until: '08:00' },
  }),
  automaticFrom: defineError<{ environment: string }>('config-automatic-from', {
    category: 'configuration',
    what: ({ environment }) => `environments.${environment} is automatic, and has no promotesFrom.`,
    why: () => 'What comes by itself must have been verified somewhere before.',
    next: () => 'Say promotesFrom, or leave automatic out.',
    example: { environment: 'test' },
  }),
  prerequisiteOwn: defineError<{ service: string }>('config-prerequisite-own', {
    category: 'configuration',
    what: ({ service }) => `services.${service}.prerequisites names ${service} itself.`,
    why: () => 'It would wait for itself, and never come.',
    next: () => 'Name the service that must be there before it.',
    example: { service: 'orders' },
  }),
  notificationKind: defineError<{ where: string; both: boolean }>('config-notification-kind', {
    category: 'configuration',
    what: ({ where, both }) => `${where} has ${both ? 'slack and webhook' : 'neither slack nor webhook'}.`,
    why: () => 'A notification goes to one address.',
    next: ({ both }) =>
      both
        ? 'Write two notifications.'
        : 'Write slack: or webhook: with the variable that holds the address.',
    example: { where: 'notifications[0]', both: true },
  }),
  notificationMember: defineError<{ where: string; member: string }>('config-notification-member', {
    category: 'configuration',
    what: ({ where, member }) => `${where} has ${member}, which does not go with slack.`,
    why: () => 'Slack is told in its own form, and needs no header.',
    next: ({ member }) => `Leave ${member} out, or write webhook: in place of slack:.`,
    example: { where: 'notifications[0]', member: 'body' },
  }),
  notificationPlaceholder: defineError<{
    where: string;
    name: string;
    known: readonly string[];
    suggestion: string;
  }>('config-notification-placeholder', {
    category: 'configuration',
    what: ({ where, name, suggestion }) => `${where} holds {${name}}, which nothing fills in.${suggestion}`,
    why: () => 'People would read the braces.',
    next: ({ known }) => `Use any of ${known.map((each) => `{${each}}`).join(', ')}.`,
    example: {
      where: 'notifications[0].body',
      name: 'enviroment',
      known: ['environment', 'text'],
      suggestion: ' Did you mean "environment"?',
    },
  }),
  unknownName: defineError<{ where: string; name: string; known: readonly string[]; suggestion: string }>(
    'config-unknown-name',
    {
      category: 'configuration',
      what: ({ where, name, suggestion }) =>
        `${where} names "${name}", which is not in this file.${suggestion}`,
      why: () => 'It would never hold.',
      next: ({ known }) => `Use one of ${known.join(', ')}.`,
      example: {
        where: 'environments.live.hotfix.maySkip',
        name: 'stagign',
        known: ['test', 'staging', 'live'],
        suggestion: ' Did you mean "staging"?',
      },
    },
  ),
};
