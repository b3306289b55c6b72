import { gatherSituation } from '../../app/situation.ts';
import { verify } from '../../app/verify.ts';
import { problemsIn } from '../../core/preflight/problems.ts';
import { renderPreflight } from '../../core/preflight/render.ts';
import { releaseId } from '../../core/release/release-id.ts';
import type { verifyStep } from '../../steps/verify.ts';
import type { Run } from '../context.ts';
import { actorOf } from '../wiring/actor.ts';
import { withDeployment } from '../wiring/deployment.ts';
import { environmentTools } from '../wiring/environment-tools.ts';
import { releaseNamed } from '../wiring/release-reference.ts';

export const run: Run<typeof verifyStep> = (input, context) =>
  withDeployment(input, context, async (deployment) => {
    const { environment } = input;
    const tools = await environmentTools(environment, deployment, context);
    const release = await releaseNamed(input.release, deployment.ledger, context.cwd);
    const request = {
      by: actorOf(undefined, context.env),
      reason: null,
      kind: 'promote',
      exceptions: {},
    } as const;
    const situation = await gatherSituation(release, request, tools).finally(() => tools.stack?.close());
    const rows = await verify(situation, tools);
    return {
      output: { environment, releaseId: releaseId(release), rows: [...rows] },
      text: renderPreflight(rows),
      problems: problemsIn(rows, environment, []),
    };
  });
