import type { PromotionIntent } from '../core/ledger/fact.ts';
import type { DeploymentEnd } from '../core/promotion/record.ts';
import { questionOf, renderQuestion, type Waiting } from '../core/promotion/question.ts';
import { shortId } from '../core/release/short-id.ts';
import type { SmokeRow } from '../core/smoke/row.ts';
import type { Ending } from './ending.ts';
import type { ToProve } from './prove.ts';
import { checksOn, runSmoke } from './smoke.ts';
import type { EnvironmentTools } from './tools.ts';

/**
 * Nothing moves before a person has answered. What they should know of the new revisions is looked at first: the digests of their
 * tasks, and the smoke checks on test traffic. A failed check is told and decides nothing: that is what the person is asked for.
 * The promotion stays unfinished, and the answer comes with its next run.
 */
export async function awaitingDecision(
  intent: PromotionIntent,
  waiting: readonly Waiting[],
  deployments: readonly DeploymentEnd[],
  services: readonly ToProve[],
  tools: EnvironmentTools,
): Promise<Ending> {
  const { environment, report } = tools;
  const tasks = await tasksOf(intent, waiting, services, tools);
  const { id: promotion, release, releaseId } = intent;
  const subject = { promotion, release, releaseId, services };
  const smoke = await runSmoke(checksOn('testTraffic', environment.smoke), { ...tools, subject });
  const question = questionOf(waiting, [...tasks, ...smoke.map(smokeLine)]);
  report.line(renderQuestion(environment.name, question));
  const names = [...new Set(waiting.map(({ service }) => service))].join(', ');
  return {
    result: 'awaitingDecision',
    summary: `Release ${shortId(releaseId)} waits in ${environment.name} for a decision (${names}).`,
    running: null,
    proof: [],
    smoke,
    deployments,
    question,
    problems: [],
  };
}

async function tasksOf(
  { plan }: PromotionIntent,
  waiting: readonly Waiting[],
  services: readonly ToProve[],
  tools: EnvironmentTools,
): Promise<readonly string[]> {
  const tasks = await tools.services.runningTasks(waiting.map(({ ecsService }) => ecsService));
  return waiting.map(({ service, ecsService }) => {
    const revision = services.find((each) => each.ecsService === ecsService)?.taskDefinition;
    const { container, digest = '' } = plan.actions.find((each) => each.ecsService === ecsService) ?? {};
    const fresh = (tasks.get(ecsService) ?? []).filter(({ taskDefinition }) => taskDefinition === revision);
    const right = fresh.filter(({ containers }) =>
      containers.some(({ name, imageDigest }) => name === container && imageDigest === digest),
    );
    return `${service}: ${right.length} of ${fresh.length} new tasks run ${digest.slice(0, 19)}…`;
  });
}

function smokeLine({ what, outcome, detail }: SmokeRow): string {
  return `${outcome === 'passed' ? 'ok' : 'FAILED'}: ${what} ${detail}`;
}
