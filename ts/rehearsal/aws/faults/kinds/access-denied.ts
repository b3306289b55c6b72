import * as z from 'zod/mini';
import { AwsError } from '../../protocol/aws-error.ts';
import { defineFault } from '../kind.ts';

/** Whoever asks lacks a permission. */
export const accessDenied = defineFault({
  schema: z.strictObject({
    kind: z.literal('accessDenied'),
    /** As IAM writes it, `iam:GetRole`; with `*` behind the colon all of a service. */
    action: z.string(),
  }),
  hooks: {
    refusal: ({ action }, { service, operation, accountId }, _active, query) => {
      const prefix = service === 'elb' ? 'elasticloadbalancing' : service;
      if (action !== `${prefix}:${operation}` && action !== `${prefix}:*`) return undefined;
      const message = `User: arn:aws:iam::${accountId}:user/rehearsal is not authorized to perform: ${prefix}:${operation} because no identity-based policy allows the ${prefix}:${operation} action`;
      if (service === 'ec2')
        return new AwsError(
          'UnauthorizedOperation',
          `You are not authorized to perform this operation. ${message}`,
          { status: 403 },
        );
      return query
        ? new AwsError('AccessDenied', message, { status: 403 })
        : new AwsError('AccessDeniedException', message);
    },
  },
});
