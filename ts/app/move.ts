import type { Strategy } from '../core/config/config.ts';
import type { PromotionIntent } from '../core/ledger/fact.ts';
import type { Pause } from '../core/live/live.ts';
import { due } from '../core/plan/due.ts';
import type { DeployAction } from '../core/plan/plan.ts';
import type { Waiting } from '../core/promotion/question.ts';
import type { DeploymentEnd } from '../core/promotion/record.ts';
import type { StartedDeployment } from '../ports/services.ts';
import type { Answers } from './answers.ts';
import { deploymentEnds, failuresOf } from './deployment-ends.ts';
import { follow, type Followed } from './follow.ts';
import type { SmokeSubject } from './smoke/tools.ts';
import type { EnvironmentTools } from './tools.ts';

export interface Moved {
  readonly ends: readonly DeploymentEnd[];
  /** One sentence for each deployment that did not succeed; empty when all did, or wait. */
  readonly failures: readonly string[];
  /** The deployments that wait for a person, when nothing moves without an answer. */
  readonly waiting: readonly Waiting[];
}

/**
 * Carries out the plan's `deploy` actions, wave by wave, and follows them. Asked again for the same intent, it finds its own work and
 * goes on.
 */
export async function moveForward(
  intent: PromotionIntent,
  answers: Answers,
  deadline: number,
  tools: EnvironmentTools,
): Promise<Moved> {
  const actions = intent.plan.actions.filter((action) => action.action === 'deploy');
  const begun = new Map<string, 'moving' | 'moved'>();
  const told: SmokeSubject['services'][number][] = intent.plan.actions.flatMap((action) =>
    action.action === 'keep' ? [action] : [],
  );
  const followed = await follow(
    {
      deadline,
      begin: async (progress) => {
        for (const { ecsService, state } of progress)
          begun.set(ecsService, state === 'succeeded' ? 'moved' : 'moving');
        const started: StartedDeployment[] = [];
        for (const action of due(actions, intent.plan.parallel, begun)) {
          const deployment = await start(action, intent, tools);
          started.push(deployment);
          told.push({ ...deployment, service: action.service });
          begun.set(action.ecsService, 'moving');
        }
        return started;
      },
      answer: (deployment, pause) => answers.to(waitingOf(deployment, pause, intent), told),
      giveUp: tools.environment.onFailure === 'rollback' ? 'rollback' : 'abort',
    },
    tools,
  );
  return movedOf(intent, followed);
}

async function start(
  action: DeployAction,
  intent: PromotionIntent,
  tools: EnvironmentTools,
): Promise<StartedDeployment> {
  const { services, report, interrupted } = tools;
  interrupted.throwIfAborted();
  if (action.template === null) throw new Error(`${action.service} is Terraform’s to move`);
  const template = await services.taskDefinition(action.template);
  const revision = await services.registerCopy(template, {
    container: action.container,
    image: action.image,
    releaseId: intent.releaseId,
    service: action.service,
    promotion: intent.id,
  });
  interrupted.throwIfAborted();
  const deployment = await services.deploy(action.ecsService, revision.arn, {
    ended: 'adopt',
    strategy: action.strategy,
    promotion: intent.id,
  });
  report.line(
    `  ${action.ecsService}  ${deployment.adopted ? 'goes on with' : 'moves to'} ${revision.family}:${revision.revision} (build ${action.toBuild})`,
  );
  return deployment;
}

/** Where a service of the plan goes back to. */
export interface BackTo {
  readonly ecsService: string;
  readonly taskDefinition: string;
  readonly strategy: Strategy;
}

/** All at once, whatever the waves were, and waiting for nobody: what is gone back to was proven before. */
export async function moveBack(
  intent: PromotionIntent,
  targets: readonly BackTo[],
  deadline: number,
  tools: EnvironmentTools,
): Promise<Moved> {
  const { services, report, interrupted } = tools;
  let begun = false;
  const followed = await follow(
    {
      deadline,
      begin: async () => {
        if (begun) return [];
        begun = true;
        const started: StartedDeployment[] = [];
        for (const { ecsService, taskDefinition, strategy } of targets) {
          interrupted.throwIfAborted();
          const how = { ended: 'again', strategy, promotion: intent.id } as const;
          const deployment = await services.deploy(ecsService, taskDefinition, how);
          report.line(
            `  ${ecsService}  ${deployment.adopted ? 'is back on' : 'goes back to'} ${nameOf(taskDefinition)}`,
          );
          started.push(deployment);
        }
        return started;
      },
      answer: () => Promise.resolve('continue'),
      // What would it go back to? It is given all the time there is.
      giveUp: 'never',
    },
    tools,
  );
  return movedOf(intent, followed);
}

export function movedOf(intent: PromotionIntent, followed: Followed): Moved {
  const { started, progress, waits } = followed;
  const ends = deploymentEnds(followed, (ecsService) => serviceOf(intent, ecsService));
  const waiting = started.flatMap((deployment) => {
    const pause = waits && progress.find(({ ecsService }) => ecsService === deployment.ecsService)?.pause;
    return pause ? [waitingOf(deployment, pause, intent)] : [];
  });
  return { ends, failures: waits ? [] : failuresOf(ends), waiting };
}

export function waitingOf(
  { ecsService, deploymentId }: StartedDeployment,
  pause: Pause,
  intent: PromotionIntent,
): Waiting {
  return { service: serviceOf(intent, ecsService), ecsService, deploymentId, pause };
}

function serviceOf({ plan }: PromotionIntent, ecsService: string): string {
  return plan.actions.find((candidate) => candidate.ecsService === ecsService)?.service ?? ecsService;
}

/** `family:revision` of an ARN. */
export function nameOf(taskDefinition: string): string {
  return taskDefinition.slice(taskDefinition.lastIndexOf('/') + 1);
}
