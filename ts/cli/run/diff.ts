import type { diffStep } from '../../steps/diff.ts';
import type { Run } from '../context.ts';
import { diffAnswer } from '../part-changes.ts';
import { withDeployment } from '../wiring/deployment.ts';
import { servicesOf } from '../wiring/environment-tools.ts';

export const run: Run<typeof diffStep> = (input, context) =>
  withDeployment(input, context, (deployment) =>
    diffAnswer(input, deployment, (environment) => servicesOf(environment, context), context),
  );
