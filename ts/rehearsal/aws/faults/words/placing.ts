import type { ContainerFacts } from '../place.ts';
import { namesOf, wordsFor, type Wording, type Words } from './said.ts';

/** What the service's event says behind the service's name; `instance` is the container instance that came closest. */
type Event = (instance: string, container: ContainerFacts) => string;

const more = 'For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.';

const noneFits = 'was unable to place a task because no container instance met all of its requirements.';

function closest(problem: string): Words<Event> {
  const ec2: Event = (instance) =>
    `${noneFits} The closest matching (container-instance ${instance}) ${problem}. ${more}`;
  return {
    fargate: ec2,
    ec2,
    // getsocial-rnd/neo4j-aws-causal-cluster#4
    oldEc2: (instance) =>
      `${noneFits} The closest matching container-instance ${instance} ${problem}. For more information, see the Troubleshooting section.`,
  };
}

const reason = (text: string): Event => always(`was unable to place a task. Reason: ${text}. ${more}`);
const always =
  (text: string): Event =>
  () =>
    text;
const everywhere = (event: Event): Words<Event> => ({ fargate: event, ec2: event });

/**
 * No place for a task: there is no task, only the service's event. Words: developer guide, "Service event messages"
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html) and "API failure reasons"
 * (…/api_failures_messages.html).
 */
export const placingCauses = {
  'no-capacity-cpu': closest('has insufficient CPU units available'),
  'no-capacity-memory': closest('has insufficient memory available'),
  'no-capacity-ports': closest('is already using a port required by your task'),
  'no-capacity-eni': closest('encountered error "RESOURCE:ENI"'),
  'no-capacity-instances': everywhere(
    always(`${noneFits} Reason: No Container Instances were found in your cluster. ${more}`),
  ),
  'capacity-provider': {
    // sil-org/ecs-deploy#277
    fargate: reason(
      'Capacity is unavailable at this time. Please try again later or in a different availability zone',
    ),
    // aws/containers-roadmap#653
    ec2: always(`${noneFits} Reason: No Container Instances were found in your capacity provider. ${more}`),
  },
  quota: {
    ...everywhere(reason('You’ve reached the limit on the number of vCPUs you can run concurrently')),
    // wellcomecollection/platform#3875
    oldFargate: always(
      "was unable to place a task. Reason: You've reached the limit on the number of tasks you can run concurrently. For more information, see the Troubleshooting section.",
    ),
  },
  // aws-samples/aws-modern-application-workshop#88
  'role-not-assumable': everywhere(
    (_instance, container) =>
      `failed to launch a task with (error ECS was unable to assume the role '${namesOf(container).role}' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.).`,
  ),
  'platform-internal': everywhere(reason('Internal error')),
} as const satisfies Readonly<Record<string, Words<Event>>>;

export type PlacingCause = keyof typeof placingCauses;

export function placementEvent(
  cause: PlacingCause,
  instance: string,
  container: ContainerFacts,
  wording: Wording,
): string {
  const words: Words<Event> = placingCauses[cause];
  return wordsFor(words, container, wording)(instance, container);
}
