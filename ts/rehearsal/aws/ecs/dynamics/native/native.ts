import type { World } from '../../../world.ts';
import { primaryOf, tasksOf, type Deployment, type Service } from '../../state.ts';
import { isUp } from '../readiness.ts';
import { forgetEmptyDeployments, restIfAsWanted } from '../rest.ts';
import { currentRecord } from '../rollback.ts';
import { startTasks, stopTasks } from '../scale.ts';
import type { Strategy } from '../strategy.ts';
import { proceed } from './proceed.ts';
import { giveTrafficBack } from './traffic.ts';
import { wantedOf } from './wanted.ts';

/** Blue/green, linear and canary: all new tasks beside the old ones, then the traffic moves, then the old tasks go. */
export const native: Strategy = {
  look(world, service) {
    // A deployment that failed without a rollback starts and stops nothing any more.
    if (primaryOf(service).rolloutState === 'FAILED' && service.status === 'ACTIVE') return;
    const record = currentRecord(service);
    if (record) giveTrafficBack(world, record);
    for (const deployment of service.deployments) scale(world, service, deployment);
    if (record?.lifecycle && !record.rollback) {
      forgetEmptyDeployments(service);
      proceed(world, record);
    } else {
      restIfAsWanted(world, service);
    }
  },
};

function scale(world: World, service: Service, deployment: Deployment): void {
  const wanted = wantedOf(service, deployment);
  if (wanted === 'whatItHas') return;
  const count = wanted === 'all' ? service.desiredCount : 0;
  const alive = tasksOf(service).filter(
    (task) => task.deployment === deployment && task.desiredStatus === 'RUNNING',
  );
  // Those that are not up go first, and of the others the newest.
  const leaving = [...alive.filter((task) => !isUp(task)), ...alive.filter(isUp).toReversed()];
  stopTasks(world, service, leaving.slice(0, Math.max(0, alive.length - count)));
  startTasks(world, service, deployment, count - alive.length);
}
