import * as z from 'zod/mini';
import { defineFault, type TaskEnd } from '../kind.ts';
import { placeShape, strikes, timesShape } from '../place.ts';

/**
 * Something outside a running task ends it, and the service replaces it. Stop codes and words: Task.stopCode in the API reference, and
 * https://repost.aws/knowledge-center/ecs-task-stopped; a spot task's are on "Amazon ECS clusters for Fargate" of the developer guide.
 * None of it counts for the circuit breaker.
 */
const ways = {
  spot: { stopCode: 'SpotInterruption', reason: 'Your Spot Task was interrupted.' },
  host: { stopCode: 'TerminationNotice', reason: 'Host EC2 (instance i-0c3f1a2b3c4d5e6f7) terminated.' },
  person: { stopCode: 'UserInitiated', reason: 'Task stopped by user' },
} as const satisfies Readonly<Record<string, Omit<TaskEnd, 'afterSeconds'>>>;

export const taskEnds = defineFault({
  schema: z.strictObject({
    kind: z.literal('taskEnds'),
    ...placeShape,
    ...timesShape,
    by: z.enum(Object.keys(ways) as (keyof typeof ways)[]),
    /** A task of the deployment that begins, or one that ran before it. */
    whose: z._default(z.enum(['new', 'old']), 'new'),
    /** After it began to run; for an old one, after the deployment began. */
    afterSeconds: z._default(z.number(), 20),
    /** What the person gave as the reason of StopTask: it stands in place of ECS's words. */
    reason: z.optional(z.string()),
  }),
  hooks: {
    taskEnd: (fault, container, active, old) => {
      if ((fault.whose === 'old') !== old || !strikes(fault, container, active)) return undefined;
      const { stopCode, reason } = ways[fault.by];
      return { stopCode, reason: fault.reason ?? reason, afterSeconds: fault.afterSeconds };
    },
  },
});
