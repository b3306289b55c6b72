import type { Tag } from '@aws-sdk/client-ecs';
import type { World } from '../../world.ts';
import { pull } from '../images.ts';
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
  readonly group: string;
  readonly launchType: Task['launchType'];
  readonly tags?: readonly Tag[];
}

/** A new task: PROVISIONING, then PENDING while it pulls, then it runs, or stops because it could not pull. */
export function launch(world: World, wish: Launch): Task {
  const task = newTask(world, wish);
  wish.cluster.tasks.set(task.arn, task);
  after(world, task, timing.provision, 'PROVISIONING', () => {
    task.lastStatus = 'PENDING';
    task.pullStartedAt = world.now();
    const pulled = pullAll(world, task);
    after(world, task, pulled === undefined ? timing.pull : timing.failToPull, 'PENDING', () => {
      if (pulled === undefined) {
        task.pullStoppedAt = world.now();
        run(world, task);
      } else {
        stop(world, task, { code: 'TaskFailedToStart', reason: pulled });
      }
    });
  });
  return task;
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

/** Answers the first container's error, undefined when all images are there. */
function pullAll(world: World, task: Task): string | undefined {
  const digests = task.deployment?.revision.digests;
  for (const container of task.containers) {
    const pinned = digests?.get(container.name);
    const image =
      pinned === undefined ? container.image : `${container.image.replace(/(@.*|:[^:/]*)$/, '')}@${pinned}`;
    const outcome = pull(world, task, container.name, image);
    if ('failure' in outcome) {
      container.reason = outcome.failure;
      return outcome.failure;
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
