import { deploymentVerdict } from '../core/diagnosis/deployment-verdict.ts';
import type { PromotionIntent } from '../core/ledger/fact.ts';
import type { DeploymentProgress } from '../core/live/live.ts';
import type { DeployAction } from '../core/plan/plan.ts';
import type { DeploymentEnd } from '../core/promotion/record.ts';
import type { StartedDeployment } from '../ports/services.ts';
import { follow, stopReasons, withoutPeriod } from './follow.ts';
import type { EnvironmentTools } from './tools.ts';

export interface Moved {
  readonly ends: readonly DeploymentEnd[];
  /** One sentence for each deployment that did not succeed; empty when all did. */
  readonly failures: readonly string[];
}

/** Carries out the plan's `deploy` actions and follows them. Asked again for the same intent, it finds its own work and goes on. */
export async function moveForward(
  intent: PromotionIntent,
  deadline: number,
  tools: EnvironmentTools,
): Promise<Moved> {
  const started: StartedDeployment[] = [];
  for (const action of intent.plan.actions) {
    if (action.action === 'deploy') started.push(await start(action, intent, tools));
  }
  return followToEnd(intent, started, deadline, tools);
}

async function start(
  action: DeployAction,
  intent: PromotionIntent,
  tools: EnvironmentTools,
): Promise<StartedDeployment> {
  const { services, report, interrupted } = tools;
  interrupted.throwIfAborted();
  const template = await services.taskDefinition(action.template);
  const revision = await services.registerCopy(template, {
    container: action.container,
    image: action.image,
    releaseId: intent.releaseId,
    service: action.service,
    promotion: intent.id,
  });
  interrupted.throwIfAborted();
  const deployment = await services.deploy(action.ecsService, revision.arn, { ended: 'adopt' });
  report.line(
    `  ${action.ecsService}  ${deployment.adopted ? 'goes on with' : 'moves to'} ${revision.family}:${revision.revision} (build ${action.toBuild})`,
  );
  return deployment;
}

/** Where each service of the plan goes back to, by ECS service name. */
export async function moveBack(
  intent: PromotionIntent,
  targets: ReadonlyMap<string, string>,
  deadline: number,
  tools: EnvironmentTools,
): Promise<Moved> {
  const { services, report, interrupted } = tools;
  const started: StartedDeployment[] = [];
  for (const [ecsService, taskDefinition] of targets) {
    interrupted.throwIfAborted();
    const deployment = await services.deploy(ecsService, taskDefinition, { ended: 'again' });
    report.line(
      `  ${ecsService}  ${deployment.adopted ? 'is back on' : 'goes back to'} ${nameOf(taskDefinition)}`,
    );
    started.push(deployment);
  }
  return followToEnd(intent, started, deadline, tools);
}

async function followToEnd(
  intent: PromotionIntent,
  started: readonly StartedDeployment[],
  deadline: number,
  tools: EnvironmentTools,
): Promise<Moved> {
  const progress = started.length === 0 ? [] : await follow(started, deadline, tools);
  const ends = started.map((deployment) => endOf(intent, deployment, progress));
  return { ends, failures: ends.filter(({ state }) => state !== 'succeeded').flatMap(failureOf) };
}

function endOf(
  intent: PromotionIntent,
  { ecsService, deploymentId, taskDefinition }: StartedDeployment,
  progress: readonly DeploymentProgress[],
): DeploymentEnd {
  const last = progress.find((candidate) => candidate.ecsService === ecsService);
  const action = intent.plan.actions.find((candidate) => candidate.ecsService === ecsService);
  return {
    service: action?.service ?? ecsService,
    ecsService,
    deploymentId,
    taskDefinition,
    state: last === undefined || last.state === 'inProgress' ? 'unfinished' : last.state,
    reason: last?.reason ?? null,
    stopped: stopReasons(last?.stoppedTasks ?? []),
    verdict: last ? deploymentVerdict(last) : null,
  };
}

/** A deployment that merely had not ended when another failed says nothing; one that met the deadline does. */
function failureOf(
  { service, state, reason, stopped }: DeploymentEnd,
  _: number,
  ends: readonly DeploymentEnd[],
): string[] {
  const onlyUnfinished = ends.every((end) => end.state === 'unfinished');
  if (state === 'unfinished' && !onlyUnfinished) return [];
  const words = {
    unfinished: 'was not done by the deadline',
    failed: 'failed',
    rolledBack: 'was rolled back by ECS',
    replaced: 'was replaced by another deployment',
    succeeded: 'succeeded',
  };
  const details = [...(reason === null ? [] : [withoutPeriod(reason)]), ...stopped];
  return [`${service} ${words[state]}${details.length === 0 ? '' : `: ${details.join('; ')}`}`];
}

/** What to do about the causes that were recognised, each once. */
export function adviceOf(ends: readonly DeploymentEnd[]): readonly string[] {
  return [...new Set(ends.flatMap(({ verdict }) => verdict?.advice ?? []))];
}

/** `family:revision` of an ARN. */
export function nameOf(taskDefinition: string): string {
  return taskDefinition.slice(taskDefinition.lastIndexOf('/') + 1);
}
