import type { ClassId } from './class-ids.ts';

export { classIds, type ClassId } from './class-ids.ts';

/**
 * The classes of causes. `stopping` is the rule for a watcher: naming a class is cheap, stopping a deployment for it must never be
 * wrong, so a shortage that may pass is waited out and a crash is believed when it repeats.
 */
export interface Class {
  readonly meaning: string;
  /** When a deployment is given up for it: at the first sign, after so many of the same, at its deadline, or never. */
  readonly stopping: 'at once' | number | 'at the deadline' | 'never';
  /** A cause stands behind a symptom, and both behind a consequence; of several signs the innermost one is told. */
  readonly depth: 'cause' | 'symptom' | 'consequence';
  readonly advice: string;
}

export const classes = {
  'image-missing': {
    meaning: 'The registry has no such repository, tag or digest.',
    stopping: 'at once',
    depth: 'cause',
    advice:
      'Compare the image in the task definition with what is in the registry; push it again if a lifecycle rule removed it.',
  },
  'registry-permission': {
    meaning: 'The registry refuses the pull.',
    stopping: 'at once',
    depth: 'cause',
    advice:
      'Let the execution role (on EC2: the instance role) call ecr:GetAuthorizationToken, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer, and let the repository’s policy allow its account; for another registry check repositoryCredentials.',
  },
  'registry-unreachable': {
    meaning: 'The registry cannot be reached from the task’s subnet or instance.',
    stopping: 3,
    depth: 'cause',
    advice:
      'Check the way out of the subnets: a public IP or NAT gateway, or VPC endpoints for ecr.api, ecr.dkr and S3, their security groups, and DNS.',
  },
  'registry-rate-limit': {
    meaning: 'The registry throttles pulls.',
    stopping: 'at the deadline',
    depth: 'cause',
    advice:
      'Pull with credentials, through an ECR pull-through cache, or copy the image into your own registry.',
  },
  'secret-forbidden': {
    meaning: 'The execution role may not read a secret, a parameter, its key or an environment file.',
    stopping: 'at once',
    depth: 'cause',
    advice:
      'Allow the execution role to read it (secretsmanager:GetSecretValue, ssm:GetParameters or s3:GetObject) and to use its KMS key; look at the resource’s own policy if it is in another account.',
  },
  'secret-missing': {
    meaning: 'A secret, parameter, JSON key or environment file that the task definition names is not there.',
    stopping: 'at once',
    depth: 'cause',
    advice:
      'Create it in this region, or correct valueFrom (name, JSON key, version) in the task definition.',
  },
  'secret-unreachable': {
    meaning: 'Secrets Manager, Parameter Store or S3 cannot be reached.',
    stopping: 3,
    depth: 'cause',
    advice:
      'Check the way out of the subnets: a public IP or NAT gateway, or VPC endpoints for secretsmanager, ssm, kms and S3, and their security groups.',
  },
  'log-driver': {
    meaning: 'The log driver could not be set up.',
    stopping: 'at once',
    depth: 'cause',
    advice:
      'Check logConfiguration: the log group and its region exist, the execution role may call logs:CreateLogStream and logs:PutLogEvents, and CloudWatch Logs can be reached.',
  },
  'wrong-architecture': {
    meaning: 'The image is built for another CPU architecture or operating system.',
    stopping: 'at once',
    depth: 'cause',
    advice:
      'Build the image for the platform of the task (docker build --platform linux/amd64 or linux/arm64), or set runtimePlatform to match.',
  },
  'command-not-found': {
    meaning: 'The container’s command or entry point does not exist or cannot be executed.',
    stopping: 'at once',
    depth: 'cause',
    advice:
      'Compare command and entryPoint of the task definition with the files in the image: the path, the execute permission, the line endings of a script.',
  },
  'exit-code': {
    meaning: 'An essential container ended by itself.',
    stopping: 3,
    depth: 'symptom',
    advice: 'Read the last lines of the container’s log.',
  },
  'out-of-memory': {
    meaning: 'The container was killed because it used more memory than it may.',
    stopping: 3,
    depth: 'cause',
    advice: 'Raise memory of the container or the task, or make the application use less.',
  },
  'container-health-check': {
    meaning: 'The container’s own health check fails.',
    stopping: 3,
    depth: 'symptom',
    advice:
      'Run healthCheck.command in the image; check that its program is installed, and raise startPeriod if the application starts slowly.',
  },
  'load-balancer-health-check': {
    meaning: 'The load balancer finds the target unhealthy.',
    stopping: 3,
    depth: 'symptom',
    advice:
      'Compare the target group’s path, port and expected codes with what the container answers; check its security group, and raise healthCheckGracePeriodSeconds if it starts slowly.',
  },
  'no-capacity-cpu': {
    meaning: 'No container instance has enough CPU left.',
    stopping: 'at the deadline',
    depth: 'cause',
    advice: 'Add container instances, lower cpu, or let the deployment stop old tasks first.',
  },
  'no-capacity-memory': {
    meaning: 'No container instance has enough memory left.',
    stopping: 'at the deadline',
    depth: 'cause',
    advice: 'Add container instances, lower memory, or let the deployment stop old tasks first.',
  },
  'no-capacity-ports': {
    meaning: 'The host port is taken on every container instance.',
    stopping: 'at the deadline',
    depth: 'cause',
    advice:
      'Use dynamic host ports (hostPort 0) or awsvpc, add container instances, or let the deployment stop old tasks first (minimumHealthyPercent below 100).',
  },
  'no-capacity-eni': {
    meaning: 'No network interface could be had for the task.',
    stopping: 'at the deadline',
    depth: 'cause',
    advice:
      'Add container instances or turn on awsvpcTrunking; on Fargate try again and look at the account’s network interface quota.',
  },
  'no-capacity-instances': {
    meaning: 'No container instance fits the task.',
    stopping: 'at the deadline',
    depth: 'cause',
    advice:
      'Check that instances are registered and active in the cluster, in the service’s subnets, with the attributes that the task definition and its placement constraints ask for.',
  },
  'capacity-provider': {
    meaning: 'The capacity provider, Fargate included, gives no capacity.',
    stopping: 'at the deadline',
    depth: 'cause',
    advice:
      'Spread the service over more availability zones, add another capacity provider to the strategy, and check the Auto Scaling group’s limits.',
  },
  'spot-interruption': {
    meaning:
      'The capacity under the task was taken away: a Spot interruption, or a host that was terminated.',
    stopping: 'at the deadline',
    depth: 'consequence',
    advice:
      'Nothing, if it is rare: the service replaces the task. Keep a base of on-demand capacity otherwise.',
  },
  'ip-exhaustion': {
    meaning: 'The subnet has no free IP addresses.',
    stopping: 'at the deadline',
    depth: 'cause',
    advice: 'Add a subnet to the service, or free addresses in the one it uses.',
  },
  'role-not-assumable': {
    meaning: 'A role that ECS is to use does not exist, does not trust it, or lacks a permission.',
    stopping: 'at once',
    depth: 'cause',
    advice:
      'Check that the role exists and that its trust policy names ecs-tasks.amazonaws.com (task and execution role) or ecs.amazonaws.com (service and infrastructure role).',
  },
  quota: {
    meaning: 'A service quota or API rate of the account is used up.',
    stopping: 'at the deadline',
    depth: 'cause',
    advice: 'Ask for a higher quota in Service Quotas, or stop what uses it up.',
  },
  'volume-mount': {
    meaning: 'A volume could not be created, attached or mounted.',
    stopping: 3,
    depth: 'cause',
    advice:
      'Check that the file system, access point and path exist, that port 2049 is open between the security groups, and the volume’s IAM settings.',
  },
  'disk-full': {
    meaning: 'The disk under the image or the container is full.',
    stopping: 3,
    depth: 'cause',
    advice:
      'Free or enlarge the disk of the container instance; on Fargate raise ephemeralStorage, or make the image smaller.',
  },
  'agent-or-docker-timeout': {
    meaning: 'The container agent or the container runtime does not answer in time.',
    stopping: 3,
    depth: 'cause',
    advice:
      'Look at the load, the disk and the agent’s log of the container instance; restart the agent, or drain the instance and replace it.',
  },
  'platform-internal': {
    meaning: 'Something inside AWS failed, or maintains its hosts.',
    stopping: 'at the deadline',
    depth: 'cause',
    advice: 'Try again; look at the AWS Health Dashboard, and open a support case if it goes on.',
  },
  'stopped-by-user': {
    meaning: 'Somebody stopped the task or the deployment.',
    stopping: 'at the deadline',
    depth: 'consequence',
    advice: 'Look for StopTask and StopServiceDeployment in CloudTrail to see who it was, and ask.',
  },
  'alarm-rollback': {
    meaning: 'A CloudWatch alarm of the deployment went off.',
    stopping: 'at once',
    depth: 'consequence',
    advice: 'Look at the alarm’s metric during the deployment, and at the logs of the new tasks.',
  },
  'circuit-breaker': {
    meaning: 'ECS gave the deployment up because too many tasks failed.',
    stopping: 'at once',
    depth: 'consequence',
    advice:
      'Look at the deployment’s stopped tasks: their reasons, their containers’ exit codes and logs. Where ECS says only “Task failed to start”, the service’s events or a task of the same definition that is run by hand may say more.',
  },
  'hook-failed': {
    meaning: 'A lifecycle hook of the deployment failed, timed out or refused.',
    stopping: 'at once',
    depth: 'consequence',
    advice: 'Read the log of the hook’s Lambda function, and check its answer and the role that invokes it.',
  },
  'scaling-activity': {
    meaning: 'Tasks are started, stopped and registered as the service wants them.',
    stopping: 'never',
    depth: 'consequence',
    advice: 'Nothing to do.',
  },
  'deployment-replaced': {
    meaning: 'A newer deployment took its place.',
    stopping: 'never',
    depth: 'consequence',
    advice: 'Nothing to do here; follow the newer deployment.',
  },
  'target-deregistered': {
    meaning: 'Targets are taken out of the load balancer, as tasks stop.',
    stopping: 'never',
    depth: 'consequence',
    advice: 'Nothing to do.',
  },
  'steady-state': {
    meaning: 'The service or its deployment is where it should be.',
    stopping: 'never',
    depth: 'consequence',
    advice: 'Nothing to do.',
  },
  other: {
    meaning: 'Nothing that is known.',
    stopping: 'at the deadline',
    depth: 'consequence',
    advice: 'Read the text; look at the service’s events, its stopped tasks and their logs.',
  },
} as const satisfies Readonly<Record<ClassId, Class>>;

/** Classes of a deployment that goes well. */
export function isBenignClass(id: ClassId): boolean {
  return classes[id].stopping === 'never';
}
