import type { PromotionIntent } from '../core/ledger/fact.ts';
import type { DeploymentEnd } from '../core/promotion/record.ts';
import type { Waiting } from '../core/promotion/question.ts';
import type { EnvironmentTools } from './tools.ts';

/** What a person who decides should know of the new revisions: whether their tasks run what was built. A line each. */
export async function checkWaiting(
  intent: PromotionIntent,
  waiting: readonly Waiting[],
  deployments: readonly DeploymentEnd[],
  { services }: EnvironmentTools,
): Promise<readonly string[]> {
  const tasks = await services.runningTasks(waiting.map(({ ecsService }) => ecsService));
  return waiting.map(({ service, ecsService }) => {
    const revision = deployments.find((end) => end.ecsService === ecsService)?.taskDefinition;
    const action = intent.plan.actions.find((each) => each.ecsService === ecsService);
    const running = (tasks.get(ecsService) ?? []).filter(({ taskDefinition }) => taskDefinition === revision);
    const right = running.filter(({ containers }) =>
      containers.some(({ name, imageDigest }) => name === action?.container && imageDigest === action.digest),
    );
    return `${service}: ${right.length} of ${running.length} new tasks run ${action?.digest.slice(0, 19) ?? 'nothing'}…`;
  });
}
