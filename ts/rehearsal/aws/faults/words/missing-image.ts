import { byContainer, namesOf, type Said } from './said.ts';
import type { StartCause } from './start-cause.ts';

/** Fargate's containerd says the same of both: it did not find the reference. */
const notFound: Said = byContainer(({ image }) => {
  return `CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref ${image}: ${image}: not found`;
});

/**
 * The registry has no such image, or no such repository. Words: developer guide, "CannotPullContainerError" (…/task_cannot_pull_image.html),
 * and aws/amazon-ecs-agent#943.
 */
export const missingImage = {
  manifest: {
    moment: 'resources',
    seconds: [8, 16],
    words: {
      fargate: notFound,
      ec2: byContainer(
        ({ image }) =>
          `CannotPullContainerError: Error response from daemon: manifest for ${image} not found: manifest unknown: Requested image not found`,
      ),
    },
  },
  repository: {
    moment: 'resources',
    seconds: [8, 16],
    words: {
      fargate: notFound,
      ec2: byContainer((container) => {
        const { repository } = namesOf(container);
        return `CannotPullContainerError: Error response from daemon: name unknown: The repository with name '${repository}' does not exist in the registry with id '${container.accountId}'`;
      }),
    },
  },
} as const satisfies Readonly<Record<string, StartCause>>;
