import { defineError } from '../define.ts';

export const planErrors = {
  unknownEnvironment: defineError<{ environment: string; known: readonly string[] }>(
    'plan-unknown-environment',
    {
      category: 'configuration',
      what: ({ environment }) => `There is no environment “${environment}” in the configuration.`,
      why: () => 'Where a release may go is decided by promotion.yaml alone.',
      next: ({ known }) => `Choose one of ${known.join(', ')}, or add it to promotion.yaml.`,
      example: { environment: 'prod', known: ['test', 'beta', 'live'] },
    },
  ),
  unknownService: defineError<{ service: string; known: readonly string[] }>('plan-unknown-service', {
    category: 'configuration',
    what: ({ service }) =>
      `The release holds the service “${service}”, which the configuration does not know.`,
    why: () => 'Nothing says which ECS service and container it is.',
    next: ({ known }) =>
      `Add it under services (there are ${known.join(', ')}), or make a release without it.`,
    example: { service: 'service4', known: ['service1', 'service2'] },
  }),
  engineUnavailable: defineError<{ environment: string; engine: string }>('plan-engine-unavailable', {
    category: 'configuration',
    what: ({ environment, engine }) =>
      `${environment} is set to the engine “${engine}”, which this version cannot drive.`,
    why: () => 'Promoting another way than the configuration says would leave Terraform and ECS at odds.',
    next: () => 'Set `engine: ecs` for the environment, or use a version that has that engine.',
    example: { environment: 'test', engine: 'terraform' },
  }),
  strategyUnavailable: defineError<{ environment: string; service: string; strategy: string }>(
    'plan-strategy-unavailable',
    {
      category: 'configuration',
      what: ({ environment, service, strategy }) =>
        `${service} is set to the strategy “${strategy}” in ${environment}, which this version cannot drive.`,
      why: () => 'Rolling out another way than the configuration says would be a surprise in production.',
      next: () => 'Set `strategy: { type: rolling }`, or use a version that has that strategy.',
      example: { environment: 'live', service: 'service1', strategy: 'canary' },
    },
  ),
  serviceMissing: defineError<{ service: string; ecsService: string; cluster: string }>(
    'plan-service-missing',
    {
      category: 'configuration',
      what: ({ service, ecsService, cluster }) =>
        `The cluster ${cluster} has no service ${ecsService}, to which ${service} is to be deployed.`,
      why: () => 'The engine `ecs` moves services; it does not create them.',
      next: () =>
        'Create the service (the stacks under orchestration/ do), or correct `ecsService` in promotion.yaml.',
      example: { service: 'service1', ecsService: 'service1', cluster: 'appcluster-live' },
    },
  ),
  controller: defineError<{ service: string; ecsService: string; controller: string; strategy: string }>(
    'plan-controller',
    {
      category: 'configuration',
      what: ({ ecsService, controller, strategy }) =>
        `${ecsService} has the deployment controller ${controller}, which does not allow the strategy “${strategy}”.`,
      why: () => 'ECS refuses a new task definition for a service that another controller deploys.',
      next: ({ service }) =>
        `Choose the strategy of ${service} in promotion.yaml to fit the service, or create it anew.`,
      example: {
        service: 'service1',
        ecsService: 'service1',
        controller: 'CODE_DEPLOY',
        strategy: 'rolling',
      },
    },
  ),
  containerMissing: defineError<{
    service: string;
    container: string;
    taskDefinition: string;
    containers: readonly string[];
  }>('plan-container-missing', {
    category: 'configuration',
    what: ({ container, taskDefinition }) =>
      `The task definition ${taskDefinition} has no container “${container}”.`,
    why: ({ service }) => `That is the container whose image a release of ${service} changes.`,
    next: ({ containers }) => `Set \`container\` in promotion.yaml to one of ${containers.join(', ')}.`,
    example: {
      service: 'service1',
      container: 'service1',
      taskDefinition: 'arn:aws:ecs:ap-southeast-2:123456789012:task-definition/service1:7',
      containers: ['web', 'log-router'],
    },
  }),
  approvalMissing: defineError<{ environment: string; from: readonly string[]; planHash: string }>(
    'plan-approval-missing',
    {
      category: 'refused',
      what: ({ environment, planHash }) =>
        `A promotion to ${environment} needs an approval, and plan ${planHash} has none.`,
      why: ({ from }) =>
        `The configuration wants it from ${from.length === 0 ? 'a person' : from.join(' or ')}.`,
      next: () => 'Show the plan to them (`ecs-promote plan`), then pass its hash with --approved-plan.',
      example: { environment: 'live', from: ['release-managers'], planHash: 'c0ffee…' },
    },
  ),
  notTheApprovedPlan: defineError<{ environment: string; approved: string; planHash: string }>(
    'plan-not-the-approved-one',
    {
      category: 'refused',
      what: ({ environment, approved, planHash }) =>
        `What was approved for ${environment} is plan ${approved}; what would be done now is plan ${planHash}.`,
      why: () => 'Something changed since: another build, a new task definition, or what runs there.',
      next: () => 'Look at the plan again (`ecs-promote plan`) and have it approved anew.',
      example: { environment: 'live', approved: 'c0ffee…', planHash: 'decade…' },
    },
  ),
};
