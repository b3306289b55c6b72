import { defineError } from '../define.ts';

export const planErrors = {
  unknownService: defineError<{ service: string; known: readonly string[] }>('plan-unknown-service', {
    category: 'configuration',
    what: ({ service }) =>
      `The release holds the service “${service}”, which the configuration does not know.`,
    why: () => 'Nothing says which ECS service and container it is.',
    next: ({ known }) =>
      `Add it under services (there are ${known.join(', ')}), or make a release without it.`,
    example: { service: 'service4', known: ['service1', 'service2'] },
  }),
  engineUnavailable: defineError<{ environment: string; file: string }>('plan-engine-unavailable', {
    category: 'infrastructure',
    what: ({ environment, file }) =>
      `${environment} is set to the engine “terraform”, and ${file} is not beside the program.`,
    why: () =>
      'What runs Terraform is on the agents’ image, as Terraform is; a Jenkins library does not carry it.',
    next: () =>
      'Run the promotion on an agent of that image (jenkins/agent-ami), or set `engine: ecs` for the environment.',
    example: { environment: 'test', file: 'ecs-promote-terraform.cjs' },
  }),
  restartByTerraform: defineError<{ environment: string }>('plan-restart-by-terraform', {
    category: 'configuration',
    what: ({ environment }) =>
      `${environment} is written by Terraform, which starts nothing anew that stays as it is.`,
    why: () => 'A new deployment past Terraform would leave it and ECS at odds.',
    next: () => 'Change what shall be different in the stack and promote the release again.',
    example: { environment: 'test' },
  }),
  notTheQuestion: defineError<{ environment: string; question: string; asked: string | null }>(
    'plan-not-the-question',
    {
      category: 'refused',
      what: ({ environment, question }) =>
        `The promotion to ${environment} does not wait for an answer to the question ${question}.`,
      why: ({ asked }) =>
        asked === null
          ? 'Nothing is asked now: it was answered, it ran out of time, or another promotion has begun.'
          : `It waits for an answer to the question ${asked}, which may be about something else.`,
      next: () => 'Run the promotion again without an answer: it goes on, or asks what is to be decided now.',
      example: { environment: 'live', question: '1f0e2a9b44c1', asked: '77aa01c2d3e4' },
    },
  ),
  answerIncomplete: defineError<{ present: string; missing: string }>('plan-answer-incomplete', {
    category: 'usage',
    what: ({ present, missing }) => `${present} is given without ${missing}.`,
    why: () => 'An answer is to one question, so that what was not shown is never approved.',
    next: () =>
      'Give both: the question’s id is in the output of the run that asked, and at the end of its text.',
    example: { present: '--answer', missing: '--question' },
  }),
  strategyDiffers: defineError<{ service: string; ecsService: string; strategy: string }>(
    'plan-strategy-differs',
    {
      category: 'configuration',
      what: ({ ecsService, strategy }) =>
        `${ecsService} is set to ${strategy} deployments in ECS, and the configuration says rolling.`,
      why: () => 'ECS moves a service as the service is set, so another thing would happen than was planned.',
      next: ({ service }) =>
        `Give ${service} that strategy in promotion.yaml, or set the service to ROLLING where it is described.`,
      example: { service: 'service1', ecsService: 'service1', strategy: 'BLUE_GREEN' },
    },
  ),
  trafficFixed: defineError<{
    service: string;
    ecsService: string;
    strategy: string;
    targetGroups: readonly string[];
  }>('plan-traffic-fixed', {
    category: 'configuration',
    what: ({ ecsService, strategy, targetGroups }) =>
      `${ecsService} can't move by “${strategy}”: there is no alternate target group and listener rule beside ${targetGroups.join(', ')}.`,
    why: () => 'ECS shifts traffic between two target groups by the weights of a listener’s rule.',
    next: ({ service }) =>
      `Add advancedConfiguration to the service’s load balancer (the stack blue-green does), or choose rolling for ${service}.`,
    example: {
      service: 'service1',
      ecsService: 'service1',
      strategy: 'canary',
      targetGroups: ['arn:aws:elasticloadbalancing:…:targetgroup/service1/73e2d6bc24d8a067'],
    },
  }),
  hookContinues: defineError<{
    service: string;
    ecsService: string;
    hook: string;
    stages: readonly string[];
  }>('plan-hook-continues', {
    category: 'configuration',
    what: ({ ecsService, hook, stages }) =>
      `${ecsService} has a ${hook} hook at ${stages.join(', ')} that goes on when nobody answers it in time.`,
    why: () => 'Silence must not approve a release.',
    next: () =>
      'Set the action of its timeoutConfiguration to ROLLBACK where the service is described, then promote again.',
    example: {
      service: 'service1',
      ecsService: 'service1',
      hook: 'PAUSE',
      stages: ['POST_TEST_TRAFFIC_SHIFT'],
    },
  }),
  codeDeployMissing: defineError<{
    service: string;
    application: string;
    deploymentGroup: string;
    what: 'application' | 'deploymentGroup' | 'configuration';
  }>('plan-codedeploy-missing', {
    category: 'configuration',
    what: ({ what, application, deploymentGroup }) =>
      ({
        application: `CodeDeploy has no application “${application}” here.`,
        deploymentGroup: `The CodeDeploy application “${application}” has no deployment group “${deploymentGroup}”.`,
        configuration: `CodeDeploy does not have the deployment configuration that is named for ${application}/${deploymentGroup}.`,
      })[what],
    why: ({ service }) => `The strategy of ${service} deploys through it.`,
    next: () => 'Create it (the stack blue-green does), or correct the names, region or account.',
    example: {
      service: 'service1',
      application: 'acme',
      deploymentGroup: 'service1-live',
      what: 'deploymentGroup',
    },
  }),
  codeDeployOther: defineError<{
    service: string;
    application: string;
    deploymentGroup: string;
    wanted: string;
    deploys: readonly string[];
  }>('plan-codedeploy-other', {
    category: 'configuration',
    what: ({ application, deploymentGroup, wanted, deploys }) =>
      `The deployment group ${application}/${deploymentGroup} deploys ${deploys.join(', ') || 'no ECS service'}, not ${wanted}.`,
    why: () => 'Another service would get this one’s task definition.',
    next: ({ service }) => `Name the deployment group of ${service} in promotion.yaml.`,
    example: {
      service: 'service1',
      application: 'acme',
      deploymentGroup: 'service2-live',
      wanted: 'appcluster-live/service1',
      deploys: ['appcluster-live/service2'],
    },
  }),
  codeDeployNoWait: defineError<{ service: string; application: string; deploymentGroup: string }>(
    'plan-codedeploy-no-wait',
    {
      category: 'configuration',
      what: ({ service, application, deploymentGroup }) =>
        `${service} is to pause for a person, and the deployment group ${application}/${deploymentGroup} does not wait at ready.`,
      why: () => 'CodeDeploy would move traffic without anybody having been asked.',
      next: () =>
        'Set its deploymentReadyOption to STOP_DEPLOYMENT with waitTimeInMinutes, or take `pause: true` away.',
      example: { service: 'service1', application: 'acme', deploymentGroup: 'service1-live' },
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
      next: () =>
        'Show the plan to them (`ecs-promote plan`), then pass its hash with --approved-plan, and who approved it with --approved-by.',
      example: { environment: 'live', from: ['release-managers'], planHash: 'c0ffee…' },
    },
  ),
  approvedWhen: defineError<{ approvedAt: string }>('plan-approved-when', {
    category: 'usage',
    what: ({ approvedAt }) => `--approved-at is “${approvedAt}”, which is no moment.`,
    why: () => 'How old an approval is decides whether it counts.',
    next: () => 'Give it as 2026-11-02T12:00:00Z, or in milliseconds since 1970.',
    example: { approvedAt: 'yesterday' },
  }),
  notTheApprovedPlan: defineError<{ environment: string; approved: string; planHash: string }>(
    'plan-not-the-approved-one',
    {
      category: 'refused',
      what: ({ environment, approved, planHash }) =>
        `What was approved for ${environment} is plan ${approved}; what would be done now is plan ${planHash}.`,
      why: () =>
        'Something changed since: another build, a new task definition, what runs there, or the settings.',
      next: () => 'Look at the plan again (`ecs-promote plan`) and have it approved anew.',
      example: { environment: 'live', approved: 'c0ffee…', planHash: 'decade…' },
    },
  ),
};
