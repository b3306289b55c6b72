import type { World } from '../../world.ts';
import { primaryOf, tasksOf, type Service } from '../state.ts';
import { isUp } from './readiness.ts';
import { restIfAsWanted } from './rest.ts';
import { rollingMoves, type Moves } from './rolling-moves.ts';
import { startTasks, stopTasks } from './scale.ts';
import type { Strategy } from './strategy.ts';

/** The rolling update: task by task, between the minimum healthy and the maximum percent. */
export const rolling: Strategy = {
  look(world, service) {
    const primary = primaryOf(service);
    // A deployment that failed without a rollback starts and stops nothing any more.
    if (primary.rolloutState === 'FAILED' && service.status === 'ACTIVE') return;
    carryOut(world, service, rollingMoves(standingOf(service)));
    restIfAsWanted(world, service);
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
  stopTasks(world, service, leaving);
  startTasks(world, service, primary, moves.start);
}
