import { lookAt } from '../../app/status.ts';
import type { boardStep } from '../../steps/board.ts';
import type { Run } from '../context.ts';
import { boardAnswer } from '../part-board.ts';
import { withDeployment } from '../wiring/deployment.ts';
import { servicesOf } from '../wiring/environment-tools.ts';

export const run: Run<typeof boardStep> = (input, context) =>
  withDeployment(input, context, (deployment) =>
    boardAnswer(
      input,
      deployment,
      context,
      input.live ? (environment) => lookAt(environment, (one) => servicesOf(one, context)) : null,
    ),
  );
