import { testTrafficStages } from '../../config/config.ts';
import { defineError } from '../define.ts';

/** How services and environments of promotion.yaml fit together. */
export const configLineErrors = {
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
};
