import * as z from 'zod/mini';
import { defineFault } from '../kind.ts';

/** A CloudWatch alarm goes into ALARM some seconds after a deployment of the service began; ECS and CodeDeploy heed it if the deployment names it. */
export const alarm = defineFault({
  schema: z.strictObject({
    kind: z.literal('alarm'),
    cluster: z.optional(z.string()),
    service: z.optional(z.string()),
    alarmName: z.string(),
    /** After the service deployment was created. */
    afterSeconds: z._default(z.number(), 0),
    /** Only so many deployments see it; by default all. */
    times: z.optional(z.int()),
  }),
  hooks: {
    alarm: (fault, facts, active) => {
      if (fault.cluster !== undefined && fault.cluster !== facts.cluster) return undefined;
      if (fault.service !== undefined && fault.service !== facts.service) return undefined;
      if (fault.alarmName !== facts.alarmName || facts.seconds < fault.afterSeconds) return undefined;
      if (fault.times !== undefined && active.uses >= fault.times) return undefined;
      active.uses += 1;
      return true;
    },
  },
});
