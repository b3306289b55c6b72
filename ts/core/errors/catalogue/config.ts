import { testTrafficStages } from '../../config/config.ts';
import { defineError } from '../define.ts';

const noGuess = () => 'What a promotion does is read from this file, so nothing in it is guessed or skipped.';

/** `promotion.yaml`: what can be wrong with its text and its members. */
export const configErrors = {
  yaml: defineError<{ detail: string }>('config-yaml', {
    category: 'configuration',
    what: ({ detail }) => `This is not YAML: ${detail}.`,
    why: noGuess,
    next: () => 'Correct the line; an editor with YAML support shows it while you type.',
    example: { detail: 'Missing closing "quote' },
  }),
  yamlVersion: defineError<object>('config-yaml-version', {
    category: 'configuration',
    what: () => 'The file says %YAML 1.1, and it is read as YAML 1.2.',
    why: () => 'In version 1.1 yes is true and 12:30 is a number, so values would mean something else.',
    next: () => 'Take the line away, or write %YAML 1.2.',
    example: {},
  }),
  empty: defineError<{ file: string }>('config-empty', {
    category: 'configuration',
    what: ({ file }) => `${file} is empty.`,
    why: () => 'Services and environments are named nowhere else.',
    next: () => 'Write version: 1, services and environments.',
    example: { file: 'promotion.yaml' },
  }),
  severalDocuments: defineError<object>('config-several-documents', {
    category: 'configuration',
    what: () => 'A second YAML document begins here.',
    why: () => 'Only the first one would be read.',
    next: () => 'Remove the line with "---" and bring everything into one document.',
    example: {},
  }),
  duplicateKey: defineError<{ key: string }>('config-duplicate-key', {
    category: 'configuration',
    what: ({ key }) => `"${key}" stands a second time in its map.`,
    why: () => 'Only one of the two could hold, and YAML does not say which.',
    next: () => 'Remove one of them.',
    example: { key: 'cluster' },
  }),
  tab: defineError<object>('config-tab', {
    category: 'configuration',
    what: () => 'The line is indented with a tab.',
    why: () => 'YAML takes spaces only, because a tab is as wide as an editor likes.',
    next: () => 'Replace the tab by spaces.',
    example: {},
  }),
  alias: defineError<{ detail: string }>('config-alias', {
    category: 'configuration',
    what: ({ detail }) => `An alias cannot be followed: ${detail}.`,
    why: () => 'Aliases of aliases can make a short file fill the memory, so there is a limit.',
    next: () => 'Set the anchor (&name) before its aliases (*name), and use fewer of them.',
    example: { detail: 'Unresolved alias (the anchor must be set before the alias): live' },
  }),
  unknownKey: defineError<{
    where: string;
    key: string;
    known: readonly string[];
    suggestion: string;
  }>('config-unknown-key', {
    category: 'configuration',
    what: ({ where, key, suggestion }) => `"${key}" is not known in ${where}.${suggestion}`,
    why: () => 'A setting that is misspelt would silently not hold.',
    next: ({ known }) => `Use one of ${known.join(', ')}.`,
    example: {
      where: 'environments.live',
      key: 'promoteFrom',
      known: ['cluster', 'promotesFrom'],
      suggestion: ' Did you mean "promotesFrom"?',
    },
  }),
  missingKey: defineError<{ where: string; key: string; expected: string }>('config-missing-key', {
    category: 'configuration',
    what: ({ where, key }) => `${where} has no "${key}".`,
    why: () => 'There is no default for it.',
    next: ({ key, expected }) => `Write ${key}: ${expected}.`,
    example: {
      where: 'services.service1',
      key: 'image',
      expected: 'an image repository without tag or digest',
    },
  }),
  name: defineError<{ where: string; name: string; expected: string }>('config-name', {
    category: 'configuration',
    what: ({ where, name, expected }) => `"${name}" in ${where} is not ${expected}.`,
    why: () => 'Names become file names, environment variables and names of AWS resources.',
    next: () => 'Choose another name.',
    example: { where: 'services', name: 'service 1', expected: 'a name of letters, digits, "-" and "_"' },
  }),
  value: defineError<{ where: string; value: string; expected: string; suggestion: string }>('config-value', {
    category: 'configuration',
    what: ({ where, value, expected, suggestion }) =>
      `${where} is ${value}, but must be ${expected}.${suggestion}`,
    why: noGuess,
    next: () => 'Correct the value.',
    example: {
      where: 'environments.live.engine',
      value: '"terrafrom"',
      expected: 'ecs or terraform',
      suggestion: ' Did you mean "terraform"?',
    },
  }),
  unquoted: defineError<{ where: string; written: string; read: string }>('config-unquoted', {
    category: 'configuration',
    what: ({ where, written, read }) => `${where} is ${written} without quotes, which YAML reads as ${read}.`,
    why: () =>
      'Leading zeros and colons are lost that way, so that something else than what stands there would hold.',
    next: ({ written }) => `Write "${written}", in quotes.`,
    example: { where: 'defaults.accountId', written: '012345678901', read: 'the number 12345678901' },
  }),
  promotesFromUnknown: defineError<{
    environment: string;
    from: string;
    known: readonly string[];
    suggestion: string;
  }>('config-promotes-from-unknown', {
    category: 'configuration',
    what: ({ environment, from, suggestion }) =>
      `${environment} promotes from "${from}", which is no environment here.${suggestion}`,
    why: () => 'Nothing could ever be promoted to it.',
    next: ({ known }) => `Use one of ${known.join(', ')}.`,
    example: {
      environment: 'live',
      from: 'stagign',
      known: ['test', 'staging'],
      suggestion: ' Did you mean "staging"?',
    },
  }),
  promotesFromCycle: defineError<{ cycle: readonly string[] }>('config-promotes-from-cycle', {
    category: 'configuration',
    what: ({ cycle }) =>
      cycle.length === 1
        ? `${cycle[0] ?? ''} promotes from itself.`
        : `These environments wait for one another: ${[...cycle, cycle[0]].join(' → ')}.`,
    why: () => 'No release could enter the line.',
    next: () => 'Remove promotesFrom from the environment that takes new releases first.',
    example: { cycle: ['test', 'beta'] },
  }),
  variableTwice: defineError<{ service: string; other: string; variable: string }>('config-variable-twice', {
    category: 'configuration',
    what: ({ service, other, variable }) =>
      `${service} and ${other} would both use the variable ${variable}.`,
    why: () => 'One build would overwrite the other when the artifacts are loaded.',
    next: ({ service }) => `Set services.${service}.variable to another name.`,
    example: { service: 'service_1', other: 'service-1', variable: 'SERVICE_1_BUILD' },
  }),
  pauseStage: defineError<{ environment: string; stage: string }>('config-pause-stage', {
    category: 'configuration',
    what: ({ environment, stage }) =>
      `${environment} leaves the decision at ${stage} to checks on test traffic, and there is none at that stage.`,
    why: () => 'The checks would ask the old tasks, or nothing.',
    next: () => `Pause at ${testTrafficStages.join(' or ')}, or let a person decide.`,
    example: { environment: 'live', stage: 'PRE_SCALE_UP' },
  }),
  pauseUnchecked: defineError<{ environment: string; stage: string }>('config-pause-unchecked', {
    category: 'configuration',
    what: ({ environment, stage }) =>
      `${environment} leaves the decision at ${stage} to checks on test traffic, and has none.`,
    why: () => 'Nothing would be looked at before production traffic moves.',
    next: () => 'Add a smoke check with `on: testTraffic`, or let a person decide.',
    example: { environment: 'live', stage: 'POST_TEST_TRAFFIC_SHIFT' },
  }),
  waveUnknown: defineError<{
    where: string;
    service: string;
    known: readonly string[];
    suggestion: string;
  }>('config-wave-unknown', {
    category: 'configuration',
    what: ({ where, service, suggestion }) =>
      `${where}.waves names "${service}", which is no service here.${suggestion}`,
    why: () => 'The order in which services move would not be the one that was meant.',
    next: ({ known }) => `Use names of ${known.join(', ')}.`,
    example: {
      where: 'environments.live',
      service: 'servcie1',
      known: ['service1'],
      suggestion: ' Did you mean "service1"?',
    },
  }),
  waveTwice: defineError<{ where: string; service: string }>('config-wave-twice', {
    category: 'configuration',
    what: ({ where, service }) => `${where}.waves names "${service}" twice.`,
    why: () => 'A promotion moves each service once.',
    next: () => 'Leave it in the wave in which it is to move.',
    example: { where: 'environments.live', service: 'service1' },
  }),
  serviceUnknown: defineError<{
    environment: string;
    service: string;
    known: readonly string[];
    suggestion: string;
  }>('config-service-unknown', {
    category: 'configuration',
    what: ({ environment, service, suggestion }) =>
      `environments.${environment}.services names "${service}", which is no service here.${suggestion}`,
    why: () => 'What is written there would hold for nothing.',
    next: ({ known }) => `Use one of ${known.join(', ')}.`,
    example: {
      environment: 'live',
      service: 'servcie1',
      known: ['service1'],
      suggestion: ' Did you mean "service1"?',
    },
  }),
  placeholder: defineError<{ where: string; placeholder: string }>('config-placeholder', {
    category: 'configuration',
    what: ({ where, placeholder }) => `${where} holds ${placeholder}, and only {environment} is replaced.`,
    why: () => 'ECS has no service of such a name.',
    next: () => 'Use {environment}, or name the service under environments.<environment>.services.',
    example: { where: 'services.service1.ecsService', placeholder: '{env}' },
  }),
  ecsServiceName: defineError<{ where: string; name: string }>('config-ecs-service-name', {
    category: 'configuration',
    what: ({ where, name }) => `${where} becomes ${name}, which is ${name.length} characters long.`,
    why: () => 'ECS takes names of at most 255.',
    next: () => 'Choose a shorter name.',
    example: { where: 'services.service1.ecsService', name: 'x'.repeat(260) },
  }),
  ecsServiceTwice: defineError<{ first: string; second: string; ecsService: string; cluster: string }>(
    'config-ecs-service-twice',
    {
      category: 'configuration',
      what: ({ first, second, ecsService, cluster }) =>
        `${first} and ${second} are both the ECS service ${ecsService} in cluster ${cluster}.`,
      why: () => 'A promotion of one would replace what the other runs.',
      next: () => 'Give the environments clusters of their own, or put {environment} into ecsService.',
      example: {
        first: 'service1 in test',
        second: 'service1 in beta',
        ecsService: 'service1',
        cluster: 'appcluster',
      },
    },
  ),
  regionMissing: defineError<{ environment: string }>('config-region-missing', {
    category: 'configuration',
    what: ({ environment }) => `It is not said which AWS region ${environment} is in.`,
    why: () => "Taking a build agent's own region could deploy to the wrong one.",
    next: ({ environment }) => `Set defaults.region or environments.${environment}.region.`,
    example: { environment: 'live' },
  }),
  clusterMissing: defineError<{ environment: string }>('config-cluster-missing', {
    category: 'configuration',
    what: ({ environment }) => `It is not said which ECS cluster ${environment} is.`,
    why: () => 'There is neither a cluster nor a stack to name it after.',
    next: ({ environment }) => `Set environments.${environment}.cluster.`,
    example: { environment: 'live' },
  }),
  stackMissing: defineError<{ environment: string; because: string }>('config-stack-missing', {
    category: 'configuration',
    what: ({ environment, because }) => `${environment} has no stack, but ${because}.`,
    why: () => 'Terraform is run on a stack: config/<region>/<stack> and src/<stack>.',
    next: ({ environment }) => `Set environments.${environment}.stack.`,
    example: { environment: 'test', because: 'it is on demand' },
  }),
  codeDeployEngine: defineError<{ where: string; environment: string }>('config-code-deploy-engine', {
    category: 'configuration',
    what: ({ where, environment }) =>
      `${where} is codeDeploy, but the engine of ${environment} is terraform.`,
    why: () => 'Terraform cannot change the task definition of a service that CodeDeploy deploys.',
    next: ({ environment }) =>
      `Set environments.${environment}.engine to ecs, or use canary, linear or blueGreen.`,
    example: { where: 'environments.live.strategy', environment: 'live' },
  }),
  roleElsewhere: defineError<{ environment: string; roleAccount: string; accountId: string }>(
    'config-role-elsewhere',
    {
      category: 'configuration',
      what: ({ environment, roleAccount, accountId }) =>
        `${environment} assumes a role of account ${roleAccount}, but its accountId is ${accountId}.`,
      why: () => 'The account is compared before anything is written, so every promotion would stop there.',
      next: ({ environment, roleAccount }) =>
        `Set environments.${environment}.accountId to "${roleAccount}", or assume a role of the right account.`,
      example: { environment: 'live', roleAccount: '210987654321', accountId: '123456789012' },
    },
  ),
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
