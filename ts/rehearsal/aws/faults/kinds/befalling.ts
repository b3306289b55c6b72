import * as z from 'zod/mini';
import { defineFault } from '../kind.ts';
import { isAt, placeShape } from '../place.ts';

/** Somebody calls StopServiceDeployment while the deployment is under way. */
export const deploymentStopped = defineFault({
  schema: z.strictObject({
    kind: z.literal('deploymentStopped'),
    ...placeShape,
    /** After the deployment began. */
    afterSeconds: z._default(z.number(), 20),
  }),
  hooks: {
    befalls: (fault, container) =>
      isAt(fault, container) ? { what: 'stop', afterSeconds: fault.afterSeconds } : undefined,
  },
});

/**
 * Somebody, or Application Auto Scaling, changes the desired count while the deployment is under way. The API shows no event of that:
 * "When viewing service event messages using the Amazon ECS API, only the events from the service scheduler are returned"
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages.html).
 */
export const serviceScaled = defineFault({
  schema: z.strictObject({
    kind: z.literal('serviceScaled'),
    ...placeShape,
    desiredCount: z.int().check(z.minimum(0)),
    afterSeconds: z._default(z.number(), 20),
  }),
  hooks: {
    befalls: (fault, container) =>
      isAt(fault, container)
        ? { what: 'scale', desiredCount: fault.desiredCount, afterSeconds: fault.afterSeconds }
        : undefined,
  },
});
