import { byContainer, byTask, namesOf } from './said.ts';
import type { StartCause } from './start-cause.ts';

/**
 * The image can't be had. Words: developer guide, "Stopping task errors: CannotPullContainer"
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html); the agent's advice before the daemon's
 * words, agent/api/errormessages/error_messages.go in aws/amazon-ecs-agent; where a user's thread shows it, the thread.
 */
export const pullingCauses = {
  /** What the registry answers to is in ../../ecs/images.ts, where it is asked; this is a registry that refuses. */
  'registry-permission': {
    moment: 'resources',
    seconds: [8, 16],
    words: {
      // aws/containers-roadmap#2493
      fargate: byContainer((container) => {
        const { image, host, repository, reference } = namesOf(container);
        return `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${image}: unexpected status from HEAD request to https://${host}/v2/${repository}/manifests/${reference}: 403 Forbidden`;
      }),
      // aws/aws-cdk#14457
      oldFargate: byContainer((container) => {
        const { image, reference } = namesOf(container);
        return `CannotPullContainerError: inspect image has been retried 1 time(s): failed to resolve ref "${image}": unexpected status code [manifests ${reference}]: 403 Forbidden`;
      }),
      ec2: byContainer((container) => {
        const { host, repository, repositoryArn, session } = namesOf(container);
        return `CannotPullContainerError: The task can’t pull the image. Check that the role has the permissions to pull images from the registry. Error response from daemon: pull access denied for ${host}/${repository}, repository does not exist or may require 'docker login': denied: User: ${session} is not authorized to perform: ecr:BatchGetImage on resource: ${repositoryArn} because no identity-based policy allows the ecr:BatchGetImage action`;
      }),
      oldEc2: byContainer((container) => {
        const { host, repository, reference } = namesOf(container);
        return `CannotPullContainerError: API error (500): Get https://${host}/v2/${repository}/manifests/${reference}: no basic auth credentials`;
      }),
    },
  },
  'registry-unreachable': {
    moment: 'resources',
    seconds: [60, 120],
    words: {
      fargate: byTask((container) => {
        const { region } = namesOf(container);
        return `ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration. RequestError: send request failed caused by: Post "https://api.ecr.${region}.amazonaws.com/": dial tcp 10.0.3.17:443: i/o timeout`;
      }),
      oldFargate: byTask((container) => {
        const { region } = namesOf(container);
        return `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed caused by: Post https://api.ecr.${region}.amazonaws.com/: dial tcp 10.0.3.17:443: i/o timeout`;
      }),
      ec2: byContainer((container) => {
        const { host } = namesOf(container);
        return `CannotPullContainerError: The task can’t pull the image. Check your network configuration. Error response from daemon: Get "https://${host}/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)`;
      }),
      oldEc2: byContainer((container) => {
        const { host } = namesOf(container);
        return `CannotPullContainerError: API error (500): Get https://${host}/v2/: net/http: request canceled while waiting for connection`;
      }),
    },
  },
  'registry-rate-limit': {
    moment: 'resources',
    seconds: [10, 30],
    words: {
      // apptension/saas-boilerplate#204
      fargate: byContainer((container) => {
        const { image, host, repository, reference } = namesOf(container);
        return `CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref ${image}: httpReadSeeker: failed open: unexpected status code https://${host}/v2/${repository}/manifests/${reference}: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit.`;
      }),
      oldFargate: byContainer((container) => {
        const { host, repository, reference } = namesOf(container);
        return `CannotPullContainerError: inspect image has been retried 5 time(s): httpReadSeeker: failed open: unexpected status code https://${host}/v2/${repository}/manifests/${reference}: 429 Too Many Requests`;
      }),
      // aws-samples/aws-genomics-workflows#122
      ec2: byContainer(
        () =>
          'CannotPullContainerError: Error response from daemon: toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit',
      ),
      oldEc2: byContainer(() => 'CannotPullContainerError: ERROR: toomanyrequests: Too Many Requests.'),
    },
  },
  'wrong-architecture': {
    moment: 'resources',
    seconds: [8, 16],
    words: {
      fargate: byContainer(
        () =>
          "CannotPullContainerError: pull image manifest has been retried 1 time(s): image Manifest does not contain descriptor matching platform 'linux/amd64'",
      ),
      // https://repost.aws/knowledge-center/ecs-pull-container-error
      ec2: byContainer(
        () =>
          'CannotPullContainerError: Error response from daemon: no matching manifest for linux/arm64/v8 in the manifest list entries',
      ),
    },
  },
  'disk-full': {
    moment: 'resources',
    seconds: [20, 40],
    words: {
      // aws/containers-roadmap#1133
      fargate: byContainer((container) => {
        const { image } = namesOf(container);
        return `CannotPullContainerError: ref pull has been retried 5 time(s): failed to extract layer for ${image}: write /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/42/fs/usr/lib/libc.so: no space left on device: unknown`;
      }),
      ec2: byContainer(
        () =>
          'CannotPullContainerError: failed to register layer: Error processing tar file(exit status 1): write /usr/lib/libc.so: no space left on device',
      ),
      // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/CannotCreateContainerError.html
      oldEc2: byContainer(
        () =>
          'CannotCreateContainerError: API error (500): devmapper: Thin Pool has 4350 free data blocks which is less than minimum required 4454 free data blocks. Create more free space in thin pool or use dm.min_free_space option to change behavior',
      ),
    },
  },
} as const satisfies Readonly<Record<string, StartCause>>;
