import type { World } from '../../world.ts';
import { completed, reachedSteadyState, say, started, stopped } from '../events.ts';
import { primaryOf, tasksOf, type Service, type Task } from '../state.ts';
import { launch } from './launch.ts';
import { isUp } from './readiness.ts';
import { currentRecord, finish } from './rollback.ts';
import { rollingMoves, type Moves } from './rolling-moves.ts';
import { lookAt } from './scheduler.ts';
import { stop } from './stop.ts';
import type { Strategy } from './strategy.ts';

/** The rolling update: task by task, between the minimum healthy and the maximum percent. */
export const rolling: Strategy = {
  look(world, service) {
    const primary = primaryOf(service);
    // A deployment that failed without a rollback starts and stops nothing any more.
    if (primary.rolloutState === 'FAILED' && service.status === 'ACTIVE') return;
    carryOut(world, service, rollingMoves(standingOf(service)));
    rest(world, service);
  },
};

function standingOf(service: Service): Parameters<typeof rollingMoves>[0] {
  const alive = tasksOf(service).filter(({ desiredStatus }) => desiredStatus === 'RUNNING');
  const primary = alive.filter((task) => task.deployment === primaryOf(service));
  const old = alive.filter((task) => task.deployment !== primaryOf(service));
  return {
    desired: service.desiredCount,
    minimumHealthyPercent: service.configuration.minimumHealthyPercent ?? 100,
    maximumPercent: service.configuration.maximumPercent ?? 200,
    primary: { alive: primary.length, up: primary.filter(isUp).length },
    old: { alive: old.length, up: old.filter(isUp).length },
  };
}

function carryOut(world: World, service: Service, moves: Moves): void {
  const primary = primaryOf(service);
  const alive = tasksOf(service).filter(({ desiredStatus }) => desiredStatus === 'RUNNING');
  const old = alive.filter((task) => task.deployment !== primary);
  const leaving = [
    // The newest go first: they are the least likely to be up.
    ...alive
      .filter((task) => task.deployment === primary)
      .toReversed()
      .slice(0, moves.stopPrimary),
    ...old.filter((task) => !isUp(task)).slice(0, moves.stopOldNotUp),
    ...old.filter(isUp).slice(0, moves.stopOldUp),
  ];
  stopAll(world, service, leaving);
  if (moves.start > 0) startSome(world, service, moves.start);
}

function startSome(world: World, service: Service, count: number): void {
  if (world.now() < service.notBefore) {
    lookAt(world, service, service.notBefore);
    return;
  }
  const deployment = primaryOf(service);
  const tasks = Array.from({ length: count }, () =>
    launch(world, {
      cluster: service.cluster,
      definition: deployment.revision.taskDefinition,
      service,
      deployment,
      startedBy: deployment.id,
      group: `service:${service.name}`,
      launchType: service.launchType,
    }),
  );
  service.steady = false;
  say(world, service, started(tasks));
}

function stopAll(world: World, service: Service, tasks: readonly Task[]): void {
  if (tasks.length === 0) return;
  service.steady = false;
  for (const task of tasks) {
    const by = task.deployment?.id ?? service.name;
    stop(world, task, {
      code: 'ServiceSchedulerInitiated',
      reason: `Scaling activity initiated by (deployment ${by})`,
    });
  }
  say(world, service, stopped(tasks));
}

/** When all is as wanted, the deployment is complete and the ones before it are gone. */
function rest(world: World, service: Service): void {
  const primary = primaryOf(service);
  const present = tasksOf(service).filter(({ lastStatus }) => lastStatus !== 'STOPPED');
  // A deployment without tasks is no longer listed, unless it is the primary.
  service.deployments = service.deployments.filter(
    (each) => each === primary || present.some((task) => task.deployment === each),
  );
  if (service.status === 'DRAINING' && present.length === 0) service.status = 'INACTIVE';
  const up = present.filter((task) => task.deployment === primary && isUp(task));
  if (service.status !== 'ACTIVE' || present.length !== up.length || up.length !== service.desiredCount)
    return;
  if (primary.rolloutState === 'IN_PROGRESS') complete(world, service);
  if (!service.steady) say(world, service, reachedSteadyState());
  service.steady = true;
}

function complete(world: World, service: Service): void {
  const primary = primaryOf(service);
  const record = currentRecord(service);
  Object.assign(primary, { rolloutState: 'COMPLETED', updatedAt: world.now() });
  primary.rolloutStateReason = `ECS deployment ${primary.id} completed.`;
  service.lastCompleted = primary;
  say(world, service, completed(primary));
  if (record) finish(world, record, record.rollback ? 'ROLLBACK_SUCCESSFUL' : 'SUCCESSFUL', undefined);
}
