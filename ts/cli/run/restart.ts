import { promote } from '../../app/promote.ts';
import { releaseToRestart } from '../../app/release-to-restart.ts';
import type { restartStep } from '../../steps/restart.ts';
import type { Run } from '../context.ts';
import { acceptedChecks } from '../wiring/accepted-checks.ts';
import { actorOf } from '../wiring/actor.ts';
import { answerOf } from '../wiring/answer.ts';
import { approvalIn } from '../wiring/approval.ts';
import { withDeployment } from '../wiring/deployment.ts';
import { environmentTools } from '../wiring/environment-tools.ts';
import { exceptionsIn } from '../wiring/exceptions.ts';
import { requireOutFolder } from '../wiring/out-folder.ts';
import { promotionAnswer } from '../wiring/promotion-answer.ts';
import { requireSmokeVariables } from '../wiring/smoke-variables.ts';

export const run: Run<typeof restartStep> = (input, context) =>
  withDeployment(input, context, async (deployment) => {
    const by = actorOf(input.by, context.env);
    const answer = answerOf(input, by.name);
    await requireOutFolder(input.out, context.cwd);
    const tools = await environmentTools(input.environment, deployment, context, input.out);
    requireSmokeVariables(tools.environment, context.env);
    const record = await promote(
      {
        release: await releaseToRestart(tools.environment, deployment.ledger),
        ...approvalIn(input),
        answer,
        by,
        acceptFailed: acceptedChecks(input),
        reason: input.reason ?? null,
        kind: 'restart',
        exceptions: exceptionsIn(input),
      },
      tools,
    );
    return promotionAnswer(record, deployment.config, input.out, context);
  });
