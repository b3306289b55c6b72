/** Where AWS and its users show the wordings that the rules and the fixture know; `docs/diagnosis.md` links them. */
const guide = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/';
const agent = 'https://github.com/aws/amazon-ecs-agent/blob/master/agent/';

export const sources = {
  pull: `${guide}task_cannot_pull_image.html`,
  initialization: `${guide}resource-initialization-error.html`,
  stoppedTasks: `${guide}stopped-task-error-codes.html`,
  failedToStart: `${guide}failed-to-start-error.html`,
  cannotStart: `${guide}cannot-start-container.html`,
  cannotCreate: `${guide}CannotCreateContainerError.html`,
  cannotCreateVolume: `${guide}cannot-create-volume.html`,
  outOfMemory: `${guide}out-of-memory.html`,
  serviceEvents: `${guide}service-event-messages-list.html`,
  rebalancing: `${guide}service-rebalancing-event-messages-list.html`,
  apiFailures: `${guide}api_failures_messages.html`,
  circuitBreaker: `${guide}deployment-circuit-breaker.html`,
  alarms: `${guide}deployment-alarm-failure.html`,
  blueGreen: `${guide}troubleshooting-blue-green.html`,
  spot: `${guide}fargate-capacity-providers.html`,
  stopCodes: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html',
  targetHealth: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html',
  codeDeployErrors: 'https://docs.aws.amazon.com/codedeploy/latest/userguide/error-codes.html',
  whyStopped: 'https://repost.aws/knowledge-center/ecs-task-stopped',
  containerHealth: 'https://repost.aws/knowledge-center/ecs-task-container-health-check-failures',
  agentDockerErrors: `${agent}dockerclient/dockerapi/errors.go`,
  agentMessages: `${agent}api/errormessages/error_messages.go`,
  agentEngine: `${agent}engine/errors.go`,
  agentSecrets: `${agent}asm/asm.go`,
  agentParameters: `${agent}taskresource/ssmsecret/ssmsecret.go`,
  runc: 'https://github.com/opencontainers/runc/issues/1490',
  roleThread: 'https://github.com/aws-samples/aws-modern-application-workshop/issues/88',
  capacityThread: 'https://github.com/sil-org/ecs-deploy/issues/277',
  networkThread: 'https://github.com/aws/amazon-ecs-agent/issues/4825',
  volumeThread: 'https://github.com/docker-archive/compose-cli/issues/1490',
} as const;

export type SourceId = keyof typeof sources;
