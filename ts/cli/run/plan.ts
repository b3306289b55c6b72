import { planPromotion } from '../../app/plan.ts';
import { withoutRequester } from '../../core/gates/approval.ts';
import type { Environment } from '../../core/config/config.ts';
import { approvalNotice } from '../../core/notice/notice-of-promotion.ts';
import { approvalLength, fitted, textOf } from '../../core/plan/fitted.ts';
import { planLines } from '../../core/plan/render.ts';
import type { planStep } from '../../steps/plan.ts';
import type { Context, Run } from '../context.ts';
import { actorOf } from '../wiring/actor.ts';
import { changesIfThere } from '../wiring/changes-if-there.ts';
import { withDeployment } from '../wiring/deployment.ts';
import { environmentTools } from '../wiring/environment-tools.ts';
import { exceptionsIn } from '../wiring/exceptions.ts';
import { releaseNamed } from '../wiring/release-reference.ts';

export const run: Run<typeof planStep> = (input, context) =>
  withDeployment(input, context, async (deployment) => {
    const tools = await environmentTools(input.environment, deployment, context);
    const release = await releaseNamed(input.release, deployment.ledger, context.cwd);
    const by = actorOf(input.by, context.env);
    const kind = input.restart ? 'restart' : 'promote';
    const planned = await planPromotion(
      release,
      {
        by,
        reason: input.reason ?? null,
        kind,
        exceptions: exceptionsIn(input),
      },
      tools,
    );
    const { decision, releaseId, needsApproval } = planned;
    const approval = needsApproval ? approvalOf(tools.environment) : null;
    const common = { decision, environment: input.environment, releaseId, needsApproval, approval };
    if (planned.decision === 'refused') {
      const output = { ...common, plan: null, planHash: null, text: '', changes: null };
      return { output, text: '', problems: planned.problems };
    }
    const { plan, planHash, situation } = planned;
    if (input.announce && needsApproval) {
      await tools.notices.send(
        approvalNotice(tools.environment, release, { by, reason: input.reason ?? null }),
      );
    }
    const nobody = needsApproval
      ? withoutRequester({ environment: tools.environment, request: { by, kind } })
      : null;
    const said = nobody === null ? [] : [`note: ${nobody}`];
    const told =
      planned.decision === 'plan'
        ? await changesIfThere(input, { plan, planHash, situation }, context)
        : null;
    const lines = [
      ...planLines(plan, planHash, release, told?.commits),
      ...[...said, ...remarks[planned.decision]].map((text) => ({ kind: 'head' as const, text })),
    ];
    const text = fitted(lines, approvalLength, whereAllIs(context.env));
    return {
      output: { ...common, plan, planHash, text, changes: told?.changes ?? null },
      text: textOf(lines),
    };
  });

/** The console of the build has the whole plan, which the step prints. */
function whereAllIs({ BUILD_URL: url }: Context['env']): string {
  return url === undefined || url === ''
    ? '`ecs-promote plan` prints all of it.'
    : `All of it: ${url}console`;
}

function approvalOf({ approval }: Environment) {
  if (!approval) return null;
  const { from, people = from, minimum, notRequester } = approval;
  return { from: [...people], minimum, notRequester };
}

const remarks = {
  plan: [],
  nothingToDo: ['There is nothing to do: this is what runs, and it was verified.'],
  takeUp: ['This promotion was begun and not finished; `promote` goes on with it.'],
};
