import type { UnfinishedPromotion } from '../core/ledger/environment-state.ts';
import type { PromotionDecision, PromotionIntent, ProofRow } from '../core/ledger/fact.ts';
import type { Waiting } from '../core/promotion/question.ts';
import type { DeploymentEnd } from '../core/promotion/record.ts';
import { smokeFailures, type SmokeRow } from '../core/smoke/row.ts';
import type { Answers } from './answers.ts';
import { moveByTerraform } from './move-by-terraform.ts';
import { moveForward } from './move.ts';
import { prove, type ToProve } from './prove.ts';
import type { EnvironmentTools } from './tools.ts';

/** What became of the way forward, before anything is written down. */
export interface Forward {
  readonly deployments: readonly DeploymentEnd[];
  readonly proof: readonly ProofRow[];
  readonly smoke: readonly SmokeRow[];
  readonly failures: readonly string[];
  readonly waiting: readonly Waiting[];
}

/** Moves every service to what the plan says and proves what runs; stops short of it where something failed or a person is waited for. */
export async function forwardAndProve(
  { intent, waitedMilliseconds, open }: UnfinishedPromotion,
  answers: Answers,
  tools: EnvironmentTools,
): Promise<Forward> {
  // People may take their time: what was waited for them is not the deployment's.
  const waited = waitedMilliseconds + (open ? tools.clock.now() - open.askedAt : 0);
  const minutes = tools.environment.deadlineMinutes + codeDeployMinutes(intent);
  const deadline = Date.parse(intent.at) + minutes * 60_000 + waited;
  const move = intent.plan.engine === 'terraform' ? moveByTerraform : moveForward;
  const { ends, failures, waiting } = await move(intent, answers, deadline, tools);
  const reasons = [...turnedDown(ends, answers.decisions), ...smokeFailures(answers.smoke), ...failures];
  const moved = { deployments: ends, failures: failures.length > 0 ? reasons : [], waiting };
  if (failures.length > 0 || waiting.length > 0) return { ...moved, proof: [], smoke: answers.smoke };
  const { rows: proof, smoke, failures: unproven } = await prove(intent, toProve(intent, ends), tools);
  return { ...moved, proof, smoke: [...answers.smoke, ...smoke], failures: unproven };
}

/** What CodeDeploy waits by itself is in its own configuration, which the plan has read. */
function codeDeployMinutes({ plan }: PromotionIntent): number {
  return Math.max(0, ...plan.actions.map((action) => (action.action === 'deploy' ? action.waitMinutes : 0)));
}

/** Who wanted it back comes before what ECS says of it. */
function turnedDown(ends: readonly DeploymentEnd[], decisions: readonly PromotionDecision[]): string[] {
  const last = decisions.at(-1);
  if (last?.answer !== 'rollback' || ends.every(({ state }) => state === 'succeeded')) return [];
  const stages = [...new Set(last.pauses.map(({ stage }) => stage))].join(', ');
  return [`${last.answeredBy} decided at ${stages} to go back`];
}

/** What each service was told to run: the revision made for this promotion, or what it kept. */
export function toProve(intent: PromotionIntent, ends: readonly DeploymentEnd[]): readonly ToProve[] {
  return intent.plan.actions.flatMap(({ service, ecsService, container, ...action }): readonly ToProve[] => {
    const to = { service, ecsService, container };
    // Terraform may have moved a service whose image stays.
    if (action.action === 'keep' && intent.plan.engine === 'ecs') {
      return [{ ...to, taskDefinition: action.taskDefinition, deploymentId: null }];
    }
    const end = ends.find((each) => each.ecsService === ecsService);
    return end ? [{ ...to, taskDefinition: end.taskDefinition, deploymentId: end.deploymentId }] : [];
  });
}
