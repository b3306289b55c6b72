import { promote } from '../../app/promote.ts';
import type { promoteStep } from '../../steps/promote.ts';
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
import { releaseNamed } from '../wiring/release-reference.ts';
import { requireSmokeVariables } from '../wiring/smoke-variables.ts';

export const run: Run<typeof promoteStep> = (input, context) =>
  withDeployment(input, context, async (deployment) => {
    const by = actorOf(input.by, context.env);
    const answer = answerOf(input, by.name);
    await requireOutFolder(input.out, context.cwd);
    const tools = await environmentTools(input.environment, deployment, context, input.out);
    requireSmokeVariables(tools.environment, context.env);
    const record = await promote(
      {
        release: await releaseNamed(input.release, deployment.ledger, context.cwd),
        ...approvalIn(input),
        shownPlan: input.shownPlan,
        answer,
        by,
        acceptFailed: acceptedChecks(input),
        reason: input.reason ?? null,
        kind: 'promote',
        exceptions: exceptionsIn(input),
      },
      tools,
    );
    return promotionAnswer(record, deployment.config, input.out, context);
  });
