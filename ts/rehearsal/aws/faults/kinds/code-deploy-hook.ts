import * as z from 'zod/mini';
import { defineFault } from '../kind.ts';

/** The Lambda function of a CodeDeploy hook does not answer that all is well: it fails, or it never answers. */
export const codeDeployHook = defineFault({
  schema: z.strictObject({
    kind: z.literal('codeDeployHook'),
    cluster: z.optional(z.string()),
    service: z.optional(z.string()),
    /** `BeforeInstall`, `AfterInstall`, `AfterAllowTestTraffic`, `BeforeAllowTraffic` or `AfterAllowTraffic`; by default each. */
    event: z.optional(z.string()),
    /** The function as the AppSpec names it. */
    lambda: z.optional(z.string()),
    /** `silent`: nobody answers, unless PutLifecycleEventHookExecutionStatus does. */
    outcome: z._default(z.enum(['Failed', 'Succeeded', 'silent']), 'Failed'),
    afterSeconds: z._default(z.number(), 3),
  }),
  hooks: {
    hookOutcome: (fault, hook) => {
      const { cluster, service, event, lambda, outcome, afterSeconds } = fault;
      const wanted = { cluster, service, event, lambda };
      const isMeant = Object.entries(wanted).every(
        ([name, value]) => value === undefined || value === hook[name as keyof typeof wanted],
      );
      if (!isMeant) return undefined;
      return { status: outcome === 'silent' ? undefined : outcome, afterSeconds };
    },
  },
});
