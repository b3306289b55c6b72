/**
 * Services of the CODE_DEPLOY controller: each task set keeps its own number of tasks, and what moves traffic between them is
 * CodeDeploy's business (`codedeploy/`). The first set is the primary.
 */
import type { World } from '../../world.ts';
import { reachedSteadyState, say } from '../events.ts';
import { tasksOf, type Deployment, type Service, type Task, type TaskSet } from '../state.ts';
import { newDeployment, newRevision, type Target } from './deploy.ts';
import { startTasks, stopTasks } from './scale.ts';
import { lookSoon } from './scheduler.ts';
import type { Strategy } from './strategy.ts';

export interface TaskSetTarget extends Target {
  /** CodeDeploy's deployment. */
  readonly externalId: string;
  readonly platformVersion: string | undefined;
  readonly capacityProviderStrategy: TaskSet['capacityProviderStrategy'];
}

/** The set that a service has from its creation. */
export function createFirstTaskSet(world: World, service: Service, target: Target): void {
  const { platformVersion, capacityProviderStrategy = [] } = service.settings;
  const launchesOnFargate = service.launchType === 'FARGATE';
  add(world, service, target, {
    externalId: undefined,
    platformVersion: launchesOnFargate ? (platformVersion ?? '1.4.0') : undefined,
    capacityProviderStrategy,
    status: 'PRIMARY',
  });
}

/** A set beside the primary one, at the service's full desired count. */
export function createTaskSet(world: World, service: Service, target: TaskSetTarget): Deployment {
  service.notBefore = 0;
  const { externalId, platformVersion, capacityProviderStrategy } = target;
  return add(world, service, target, {
    externalId,
    platformVersion,
    capacityProviderStrategy,
    status: 'ACTIVE',
  });
}

/** The set becomes the primary, and the one that was it is ACTIVE. */
export function makePrimary(world: World, service: Service, set: Deployment): void {
  for (const each of service.deployments) {
    if (each !== set && each.taskSet?.status === 'PRIMARY') change(world, each, { status: 'ACTIVE' });
  }
  change(world, set, { status: 'PRIMARY' });
  service.deployments = [set, ...service.deployments.filter((each) => each !== set)];
}

/** The set's tasks are stopped, and then it is gone. */
export function drain(world: World, service: Service, set: Deployment): void {
  change(world, set, {
    status: 'DRAINING',
    scalePercent: 0,
    stability: 'STABILIZING',
    stabilityAt: world.now(),
  });
  service.steady = false;
  lookSoon(world, service);
}

/** Rounded up: 1.2 are two tasks (ECS API reference, TaskSet). */
export function computedDesiredCount(service: Service, { scalePercent }: TaskSet): number {
  return Math.ceil((service.desiredCount * scalePercent) / 100);
}

export const taskSets: Strategy = {
  look(world, service) {
    for (const set of service.deployments) tend(world, service, set);
    const present = tasksOf(service).filter(({ lastStatus }) => lastStatus !== 'STOPPED');
    service.deployments = service.deployments.filter(
      (set) => set.taskSet?.status !== 'DRAINING' || present.some((task) => task.deployment === set),
    );
    if (service.status === 'DRAINING' && present.length === 0) service.status = 'INACTIVE';
    sayWhenSteady(world, service);
  },
};

function add(
  world: World,
  service: Service,
  target: Target,
  facts: Pick<TaskSet, 'externalId' | 'platformVersion' | 'capacityProviderStrategy' | 'status'>,
): Deployment {
  const { taskDefinition, loadBalancers, networkConfiguration } = target;
  const name = facts.externalId ?? 'first';
  const revision = newRevision(world, service, name, { taskDefinition, loadBalancers, networkConfiguration });
  const set: Deployment = {
    ...newDeployment(world, service, revision, name),
    // Whether it is complete is nothing that ECS would say of a task set.
    rolloutState: 'COMPLETED',
    taskSet: { ...facts, scalePercent: 100, stability: 'STABILIZING', stabilityAt: world.now() },
  };
  service.deployments.push(set);
  service.steady = false;
  lookSoon(world, service);
  return set;
}

function change(world: World, set: Deployment, to: Partial<TaskSet>): void {
  if (set.taskSet) Object.assign(set.taskSet, to);
  set.updatedAt = world.now();
}

function tend(world: World, service: Service, set: Deployment): void {
  const { taskSet } = set;
  if (!taskSet) return;
  const wanted = service.status === 'ACTIVE' ? computedDesiredCount(service, taskSet) : 0;
  const alive = tasksOf(service).filter(
    (task) => task.deployment === set && task.desiredStatus === 'RUNNING',
  );
  startTasks(world, service, set, wanted - alive.length);
  stopTasks(world, service, alive.toReversed().slice(0, Math.max(0, alive.length - wanted)));
  const steady = alive.length === wanted && alive.every(hasSettled);
  const stability = steady ? 'STEADY_STATE' : 'STABILIZING';
  if (taskSet.stability !== stability) Object.assign(taskSet, { stability, stabilityAt: world.now() });
}

/**
 * As far as CodeDeploy waits for it: a target group that no listener sends anything to is not health checked, so with an all-at-once
 * configuration and no test listener an unhealthy set is taken for a steady one (CodeDeploy user guide, "Even though my deployment
 * succeeded, the replacement task set fails the ELB health checks").
 */
function hasSettled(task: Task): boolean {
  return (
    task.lastStatus === 'RUNNING' &&
    task.stable &&
    task.health !== 'UNHEALTHY' &&
    task.targets.every(({ target }) => target.state === 'healthy' || target.state === 'unused')
  );
}

function sayWhenSteady(world: World, service: Service): void {
  const isSteady = service.deployments.every(({ taskSet }) => taskSet?.stability === 'STEADY_STATE');
  if (!isSteady || service.steady || service.status !== 'ACTIVE') return;
  service.steady = true;
  say(world, service, reachedSteadyState());
}
