import type { World } from '../../../world.ts';
import { stepOf, type Step } from '../../lifecycle.ts';
import { tasksOf, type Deployment, type ServiceDeployment } from '../../state.ts';
import { isUp } from '../readiness.ts';
import { restIfAsWanted } from '../rest.ts';
import { failDeployment, isOpen } from '../rollback.ts';
import { lookSoon } from '../scheduler.ts';
import { timing } from '../timing.ts';
import { failureSaying } from './failure.ts';
import { hooksAreDone, startHooks } from './hooks.ts';
import { wrongNetworking } from './networking.ts';
import { sendTraffic } from './traffic.ts';

/** Begins a deployment's lifecycle. */
export function begin(world: World, record: ServiceDeployment): void {
  enter(world, record, 0);
}

/** Goes on to the next step, if everything that the present one waits for is there. Whatever may have changed that, calls this. */
export function proceed(world: World, record: ServiceDeployment): void {
  const { lifecycle } = record;
  if (!lifecycle || !isOpen(record) || record.rollback) return;
  const step = stepOf(lifecycle);
  if (world.now() < lifecycle.leaveAt || !hooksAreDone(lifecycle) || !isReached(record, step)) return;
  const wrong = lifecycle.position === 0 ? wrongNetworking(world, record) : undefined;
  if (wrong !== undefined) {
    failDeployment(world, record.service, record.deployment, failureSaying(wrong));
  } else if (step.stage === 'CLEAN_UP') {
    restIfAsWanted(world, record.service);
  } else {
    enter(world, record, lifecycle.position + 1);
  }
}

function enter(world: World, record: ServiceDeployment, position: number): void {
  const { lifecycle, service } = record;
  if (!lifecycle) return;
  lifecycle.position = position;
  const step = stepOf(lifecycle);
  const atLeast = world.seeded.milliseconds(timing.stage, 'stage', record.arn, position);
  lifecycle.leaveAt = world.now() + Math.max(atLeast, (step.minutes ?? 0) * 60_000);
  record.updatedAt = world.now();
  const wrong = moveTraffic(world, record, step);
  if (wrong !== undefined) {
    const words = `Service deployment rolled back because ${step.stage} lifecycle hook(s) failed. ${wrong}`;
    failDeployment(world, service, record.deployment, failureSaying(words));
    return;
  }
  if (step.hooks) startHooks(world, record, step.hooks);
  world.clock.schedule(lifecycle.leaveAt, record.arn, () => {
    proceed(world, record);
  });
  lookSoon(world, service);
}

function moveTraffic(world: World, record: ServiceDeployment, step: Step): string | undefined {
  const { lifecycle, deployment } = record;
  for (const route of ['test', 'production'] as const) {
    const percent = step[route];
    if (!lifecycle || percent === undefined) continue;
    const wrong = sendTraffic(world, record, route, deployment, percent);
    if (wrong !== undefined) return wrong;
    lifecycle[route] = percent;
  }
  return undefined;
}

function isReached(record: ServiceDeployment, step: Step): boolean {
  const { service, deployment, lifecycle } = record;
  const present = tasksOf(service).filter(({ lastStatus }) => lastStatus !== 'STOPPED');
  const of = (each: Deployment | undefined): typeof present =>
    present.filter((task) => task.deployment === each);
  switch (step.until) {
    case 'otherRevisionsAreGone':
      return present.length === of(deployment).length + of(lifecycle?.blue).length;
    case 'greenIsUp':
      return of(deployment).filter(isUp).length >= service.desiredCount;
    case 'onlyGreenIsLeft':
      return present.length === of(deployment).length;
    default:
      return true;
  }
}
