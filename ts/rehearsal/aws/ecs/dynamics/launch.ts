import type { Tag } from '@aws-sdk/client-ecs';
import type { StartFailure } from '../../faults/kind.ts';
import { startFailure } from '../../faults/words/start-cause.ts';
import type { World } from '../../world.ts';
import { sayOnce } from '../events.ts';
import { factsOf, pull } from '../images.ts';
import type { Cluster, Deployment, Service, Task, TaskContainer, TaskDefinition } from '../state.ts';
import { run } from './run.ts';
import { stop } from './stop.ts';
import { timing } from './timing.ts';

export interface Launch {
  readonly cluster: Cluster;
  readonly definition: TaskDefinition;
  readonly service?: Service;
  readonly deployment?: Deployment;
  readonly startedBy: string | undefined;
  readonly clientToken?: string;
  readonly commands?: Task['commands'];
  readonly group: string;
  readonly launchType: Task['launchType'];
  readonly tags?: readonly Tag[];
}

/** A new task: PROVISIONING, then PENDING while it pulls, then it runs, or stops because it could not start. */
export function launch(world: World, wish: Launch): Task {
  const task = newTask(world, wish);
  wish.cluster.tasks.set(task.arn, task);
  const obstacle = obstacleTo(world, task);
  if (obstacle?.moment === 'network') {
    failAfter(world, task, obstacle, 'PROVISIONING');
    return task;
  }
  after(world, task, timing.provision, 'PROVISIONING', () => {
    task.lastStatus = 'PENDING';
    task.pullStartedAt = world.now();
    if (obstacle?.moment === 'resources') failAfter(world, task, obstacle, 'PENDING');
    else pullThenRun(world, task, obstacle);
  });
  return task;
}

function pullThenRun(world: World, task: Task, obstacle: Obstacle | undefined): void {
  const pulled = pullAll(world, task);
  if (pulled) {
    failAfter(world, task, pulled, 'PENDING');
    return;
  }
  after(world, task, pullTime(world, task), 'PENDING', () => {
    task.pullStoppedAt = world.now();
    if (obstacle) failAfter(world, task, obstacle, 'PENDING');
    else run(world, task);
  });
}

/** What keeps a task from running, and the container it is about. */
type Obstacle = StartFailure & { readonly container: TaskContainer };

function obstacleTo(world: World, task: Task): Obstacle | undefined {
  for (const container of task.containers) {
    const failure = world.faults.startFailure(factsOf(world, task, container.name, container.image));
    if (failure) return { ...failure, container };
  }
  return undefined;
}

function failAfter(world: World, task: Task, obstacle: Obstacle, status: Task['lastStatus']): void {
  after(world, task, obstacle.seconds, status, () => {
    const { container, containerReason, stopCode, stoppedReason, event } = obstacle;
    if (containerReason !== undefined) container.reason = containerReason;
    if (event !== undefined && task.service) sayOnce(world, task.service, event);
    stop(world, task, { code: stopCode, reason: stoppedReason });
  });
}

function pullTime(world: World, task: Task): readonly [number, number] {
  const [least, most] = timing.pull;
  const delays = task.containers.map(({ name, image }) =>
    world.faults.pullDelaySeconds(factsOf(world, task, name, image)),
  );
  const delay = Math.max(0, ...delays);
  return [least + delay, most + delay];
}

/** Goes on after a while, if the task is still where it was and nobody wants it stopped. */
function after(
  world: World,
  task: Task,
  range: readonly [number, number],
  status: Task['lastStatus'],
  next: () => void,
): void {
  world.clock.schedule(world.now() + world.seeded.milliseconds(range, status, task.id), task.arn, () => {
    if (task.lastStatus === status && task.desiredStatus === 'RUNNING') next();
  });
}

/** Answers the first container's image that can't be had, undefined when all are there. */
function pullAll(world: World, task: Task): Obstacle | undefined {
  const digests = task.deployment?.revision.digests;
  for (const container of task.containers) {
    const pinned = digests?.get(container.name);
    const image =
      pinned === undefined ? container.image : `${container.image.replace(/(@.*|:[^:/]*)$/, '')}@${pinned}`;
    const outcome = pull(world, task, container.name, image);
    if ('missing' in outcome) {
      const facts = factsOf(world, task, container.name, image);
      return { ...startFailure(outcome.missing, facts, 'new'), container };
    }
    container.imageDigest = outcome.digest;
    if (isConsistent(task, container.name)) digests?.set(container.name, outcome.digest);
  }
  return undefined;
}

function isConsistent(task: Task, name: string): boolean {
  const definition = task.definition.content.containerDefinitions.find((each) => each.name === name);
  return definition?.versionConsistency !== 'disabled';
}

function newTask(world: World, wish: Launch): Task {
  const { cluster, definition } = wish;
  const starter = wish.startedBy ?? wish.group;
  const id = world.seeded.hex(32, 'task', cluster.arn, starter, countedWithin(cluster, starter));
  const subnet = parseInt(id.slice(0, 2), 16);
  const host = parseInt(id.slice(2, 4), 16);
  return {
    arn: `arn:aws:ecs:${cluster.region}:${cluster.accountId}:task/${cluster.name}/${id}`,
    id,
    cluster,
    definition,
    service: wish.service,
    deployment: wish.deployment,
    startedBy: wish.startedBy,
    clientToken: wish.clientToken,
    commands: wish.commands ?? new Map(),
    group: wish.group,
    launchType: wish.launchType,
    address: `10.${parseInt(id.slice(4, 6), 16)}.${subnet}.${host}`,
    tags: wish.tags ?? [],
    containers: definition.content.containerDefinitions.map((each) => newContainer(world, cluster, id, each)),
    createdAt: world.now(),
    lastStatus: 'PROVISIONING',
    desiredStatus: 'RUNNING',
    health: 'UNKNOWN',
    stable: false,
    targets: [],
  };
}

/** Ids and addresses depend on the starter's own count, so that services which start in another order still get the same ones. */
function countedWithin(cluster: Cluster, starter: string): number {
  const number = (cluster.launched.get(starter) ?? 0) + 1;
  cluster.launched.set(starter, number);
  return number;
}

function newContainer(
  world: World,
  cluster: Cluster,
  taskId: string,
  definition: { readonly name?: string | undefined; readonly image?: string | undefined },
): TaskContainer {
  const name = definition.name ?? '';
  const id = world.seeded.uuid('container', taskId, name);
  return {
    arn: `arn:aws:ecs:${cluster.region}:${cluster.accountId}:container/${cluster.name}/${taskId}/${id}`,
    name,
    image: definition.image ?? '',
    runtimeId: `${taskId}-${world.seeded.digits(10, 'runtime', taskId, name)}`,
    lastStatus: 'PENDING',
  };
}
