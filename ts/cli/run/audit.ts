import type { auditStep } from '../../steps/audit.ts';
import type { Run } from '../context.ts';
import { auditAnswer } from '../part-records.ts';
import { withDeployment } from '../wiring/deployment.ts';

export const run: Run<typeof auditStep> = (input, context) =>
  withDeployment(input, context, (deployment) => auditAnswer(input, deployment, context));
