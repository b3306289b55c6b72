import type { PromotionIntent } from '../core/ledger/fact.ts';
import { isOfBuild } from '../core/release/is-of-build.ts';
import type { Release } from '../core/release/release.ts';
import { besides, beyond, type StackChanges } from '../core/terraform/stack-changes.ts';
import type { StartedDeployment } from '../ports/services.ts';
import type { Stack } from '../ports/stack.ts';
import type { Answers } from './answers.ts';
import { follow, type Course } from './follow.ts';
import { movedOf, nameOf, waitingOf, type Moved } from './move.ts';
import { observe } from './observe.ts';
import type { SmokeSubject } from './smoke/tools.ts';
import type { EnvironmentTools } from './tools.ts';

/**
 * Applies what the plan says of the stack, and follows the deployments that Terraform began thereby. Asked again for the same intent it
 * applies what is left, if that is a part of what was approved.
 */
export async function moveByTerraform(
  intent: PromotionIntent,
  answers: Answers,
  deadline: number,
  tools: EnvironmentTools,
): Promise<Moved> {
  const { stack, approved } = stackOf(intent, tools);
  const now = await stack.plan(intent.release);
  const others = now.hash === approved.hash ? [] : beyond(approved, now);
  if (others.length > 0) {
    await stack.close();
    return notMoved(`Terraform would do what was not approved: ${others.join(', ')}`);
  }
  const told: SmokeSubject['services'][number][] = [];
  return applied(intent, intent.release, tools, {
    deadline,
    answer: (deployment, pause) => answers.to(waitingOf(deployment, pause, intent), told),
    // Going back is Terraform's, which deploys anew; ECS would go to a task definition that it may have deregistered.
    giveUp: 'abort',
    told: (deployment, service) => told.push({ ...deployment, service }),
  });
}

/**
 * Applies the stack with the builds that were verified last. Nobody is asked for that, so it may touch nothing but what the way forward
 * was to change.
 */
export async function moveBackByTerraform(
  intent: PromotionIntent,
  baseline: Release | undefined,
  deadline: number,
  tools: EnvironmentTools,
): Promise<Moved> {
  if (!baseline) return notMoved('no release was ever verified here that Terraform could go back to');
  const { stack, approved } = stackOf(intent, tools);
  const others = besides(approved, await stack.plan(baseline));
  if (others.length > 0) {
    await stack.close();
    return notMoved(`going back would change more than the promotion did: ${others.join(', ')}`);
  }
  return applied(intent, baseline, tools, {
    deadline,
    answer: () => Promise.resolve('continue'),
    giveUp: 'never',
    told: () => undefined,
  });
}

function stackOf(
  { plan }: PromotionIntent,
  { stack }: EnvironmentTools,
): { stack: Stack; approved: StackChanges } {
  if (!stack || !plan.terraform)
    throw new Error('the engine is terraform, and there is no stack or no plan of it');
  return { stack, approved: plan.terraform };
}

type Way = Pick<Course, 'deadline' | 'answer' | 'giveUp'> & {
  readonly told: (deployment: StartedDeployment, service: string) => void;
};

async function applied(
  intent: PromotionIntent,
  release: Release,
  tools: EnvironmentTools,
  { told, ...way }: Way,
): Promise<Moved> {
  tools.interrupted.throwIfAborted();
  const failure = (await tools.stack?.apply()) ?? null;
  if (failure !== null) return notMoved(failure);
  const { deployments, failures } = await deploymentsOf(intent, release, tools);
  if (failures.length > 0) return { ...notMoved(''), failures };
  let begun = false;
  const begin = () => {
    if (begun) return Promise.resolve([]);
    begun = true;
    for (const [service, deployment] of deployments) told(deployment, service);
    return Promise.resolve(deployments.map(([, deployment]) => deployment));
  };
  return movedOf(intent, await follow({ ...way, begin }, tools));
}

function notMoved(failure: string): Moved {
  return { ends: [], failures: [failure], waiting: [] };
}

/** What every service of the release does after the apply, and which of them Terraform did not bring to the release's image. */
async function deploymentsOf(intent: PromotionIntent, release: Release, tools: EnvironmentTools) {
  const { services, report, environment } = tools;
  const actions = intent.plan.actions.filter(({ service }) => service in release.services);
  const live = await observe(
    actions.map(({ ecsService }) => ecsService),
    tools,
  );
  const deployments: (readonly [service: string, deployment: StartedDeployment])[] = [];
  const failures: string[] = [];
  for (const action of actions) {
    const { service, ecsService, container } = action;
    const found = live.get(ecsService);
    if (found?.status !== 'active') {
      failures.push(`${service}: after the apply ${environment.cluster} has no service ${ecsService}`);
      continue;
    }
    const { containers } = await services.taskDefinition(found.taskDefinition);
    const image = containers.find(({ name }) => name === container)?.image;
    if (!isOfBuild(release.services[service], image)) {
      failures.push(
        `${service}: after the apply ${nameOf(found.taskDefinition)} runs ${image ?? `no container ${container}`}; the stack does not take the build, or ignores changes of the task definition`,
      );
      continue;
    }
    const strategy = action.action === 'deploy' ? action.strategy : ({ type: 'rolling' } as const);
    // The service is on it already, so its deployment is adopted and none is begun.
    const how = { ended: 'adopt', strategy, promotion: intent.id } as const;
    const deployment = await services.deploy(ecsService, found.taskDefinition, how);
    report.line(`  ${ecsService}  is moved by Terraform to ${nameOf(found.taskDefinition)}`);
    deployments.push([service, deployment]);
  }
  return { deployments, failures };
}
