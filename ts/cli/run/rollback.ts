import { promote } from '../../app/promote.ts';
import { releaseToGoBackTo } from '../../app/release-to-go-back-to.ts';
import { passingChecks } from '../../core/preflight/problems.ts';
import type { rollbackStep } from '../../steps/rollback.ts';
import type { Run } from '../context.ts';
import { actorOf } from '../wiring/actor.ts';
import { answerOf } from '../wiring/answer.ts';
import { withDeployment } from '../wiring/deployment.ts';
import { environmentTools } from '../wiring/environment-tools.ts';
import { requireOutFolder } from '../wiring/out-folder.ts';
import { promotionAnswer } from '../wiring/promotion-answer.ts';
import { releaseNamed } from '../wiring/release-reference.ts';
import { requireSmokeVariables } from '../wiring/smoke-variables.ts';

export const run: Run<typeof rollbackStep> = (input, context) =>
  withDeployment(input, context, async (deployment) => {
    const by = actorOf(input.by, context.env);
    const answer = answerOf(input, by.name);
    await requireOutFolder(input.out, context.cwd);
    const { ledger, config } = deployment;
    const tools = await environmentTools(input.environment, deployment, context, input.out);
    requireSmokeVariables(tools.environment, context.env);
    const wanted =
      input.release === undefined ? undefined : await releaseNamed(input.release, ledger, context.cwd);
    const record = await promote(
      {
        release: await releaseToGoBackTo(tools.environment, wanted, ledger),
        approvedPlan: null,
        approvedBy: [],
        approvedAt: null,
        answer,
        // An environment that has to go back is not in a state to begin from; what is set up wrongly would still fail.
        acceptFailed: [...passingChecks, ...input.acceptFailed],
        by,
        reason: input.reason,
        kind: 'rollback',
        exceptions: {},
      },
      tools,
    );
    return promotionAnswer(record, config, input.out, context);
  });
