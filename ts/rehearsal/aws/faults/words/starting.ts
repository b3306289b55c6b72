import { byContainer, byTask } from './said.ts';
import type { StartCause } from './start-cause.ts';

/**
 * The host can't make a running container of it. Words: developer guide, "CannotStartContainerError" and "Stopped tasks error codes"
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html) and "TaskFailedToStart"
 * (…/failed-to-start-error.html); agent/dockerclient/dockerapi/errors.go in aws/amazon-ecs-agent.
 */
export const startingCauses = {
  'command-not-found': {
    moment: 'container',
    seconds: [3, 8],
    words: {
      fargate: byContainer(
        () =>
          'CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/app/start.sh": stat /app/start.sh: no such file or directory: unknown',
      ),
      oldFargate: byContainer(
        () =>
          'CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: failed to create shim: OCI runtime create failed: container_linux.go:380: starting container process caused: exec: "./run.sh": permission denied: unknown',
      ),
      ec2: byContainer(
        () =>
          'CannotStartContainerError: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/app/start.sh": stat /app/start.sh: no such file or directory: unknown',
      ),
      // aws/amazon-ecs-cli#1136
      oldEc2: byContainer(
        () =>
          'CannotStartContainerError: Error response from daemon: OCI runtime create failed: container_linux.go:380: starting container process caused: exec: "/app/start.sh": executable file not found in $PATH: unknown',
      ),
    },
  },
  'agent-or-docker-timeout': {
    moment: 'container',
    seconds: [180, 185],
    words: {
      fargate: byContainer(
        () =>
          'ContainerRuntimeTimeoutError: Could not transition to running; timed out after waiting 1m: context deadline exceeded',
      ),
      // aws/amazon-ecs-agent#682
      ec2: byContainer(
        () => 'DockerTimeoutError: Could not transition to started; timed out after waiting 3m0s',
      ),
    },
  },
  /** "Tasks reach PROVISIONING and then stop with InsufficientFreeAddressesInSubnet": paradisec-archive/nabu#1259. */
  'ip-exhaustion': {
    moment: 'network',
    seconds: [5, 15],
    words: {
      fargate: byTask(
        () =>
          "Unexpected EC2 error while attempting to Create Network Interface with public IP assignment disabled in subnet 'subnet-0a': InsufficientFreeAddressesInSubnet",
      ),
      ec2: byTask(
        () =>
          "Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-0a': InsufficientFreeAddressesInSubnet",
      ),
    },
  },
  /** aws/amazon-ecs-agent#4825 */
  'network-interface-timeout': {
    moment: 'network',
    seconds: [180, 185],
    words: {
      fargate: byTask(() => 'Timeout waiting for network interface provisioning to complete.'),
      ec2: byTask(() => 'Timeout waiting for network interface provisioning to complete.'),
    },
  },
  'platform-internal': {
    moment: 'resources',
    seconds: [10, 30],
    words: {
      fargate: byTask(
        () =>
          'ResourceInitializationError: failed to configure ENI: failed to setup regular eni: netplugin failed with no error message',
      ),
      ec2: byTask(() => 'InternalError: Unable to complete the operation'),
    },
  },
  /**
   * A start of which ECS says nothing but that it failed (aws/containers-roadmap#2561, aws/amazon-ecs-agent#1654): in the end only the
   * circuit breaker speaks.
   */
  unexplained: {
    moment: 'container',
    seconds: [3, 8],
    words: {
      fargate: byTask(() => 'Task failed to start'),
      ec2: byTask(() => 'Task failed to start'),
    },
  },
} as const satisfies Readonly<Record<string, StartCause>>;
