import type { Region, World } from '../../world.ts';
import { targetsOfPrimary } from './install.ts';
import { end } from './end.ts';
import { actOf } from './acts.ts';
import { later, soon } from './later.ts';
import { raisedAlarms } from './alarms.ts';
import { finish } from './finish.ts';
import { isOver, type Deployment } from '../state.ts';

/** Carries a deployment out: one lifecycle event after the other, a wait where the group wants one, then the original task set's end. */
export function deploy(world: World, region: Region, deployment: Deployment): void {
  soon(world, deployment, 'begin', () => {
    Object.assign(deployment, { status: 'InProgress', startedAt: world.now() });
    deployment.moved = targetsOfPrimary(world, region, deployment);
    if (isOver(deployment)) return;
    watchAlarms(world, region, deployment);
    goThrough(world, region, deployment, 0);
  });
}

function goThrough(world: World, region: Region, deployment: Deployment, index: number): void {
  const event = deployment.events[index];
  if (!event) {
    finish(world, deployment);
    return;
  }
  if (event.name === 'BeforeAllowTraffic' && waitsWhenReady(deployment)) {
    waitWhenReady(world, region, deployment, () => {
      act(world, region, deployment, index);
    });
  } else {
    act(world, region, deployment, index);
  }
}

function act(world: World, region: Region, deployment: Deployment, index: number): void {
  const event = deployment.events[index];
  if (!event) return;
  Object.assign(event, { status: 'InProgress', startedAt: world.now() });
  deployment.updatedAt = world.now();
  actOf(event.name)({ world, region, deployment, event }, () => {
    if (isOver(deployment)) return;
    Object.assign(event, { status: 'Succeeded', endedAt: world.now() });
    deployment.updatedAt = world.now();
    soon(world, deployment, 'event', () => {
      goThrough(world, region, deployment, index + 1);
    });
  });
}

function waitsWhenReady({ group }: Deployment): boolean {
  return group.settings.blueGreen.deploymentReadyOption?.actionOnTimeout === 'STOP_DEPLOYMENT';
}

/** Until ContinueDeployment; when the time is over the deployment stops (API reference, DeploymentReadyOption). */
function waitWhenReady(world: World, region: Region, deployment: Deployment, goOn: () => void): void {
  const minutes = deployment.group.settings.blueGreen.deploymentReadyOption?.waitTimeInMinutes ?? 0;
  const wait = {
    type: 'READY_WAIT' as const,
    over: () => {
      Object.assign(deployment, { status: 'InProgress', wait: undefined, updatedAt: world.now() });
      soon(world, deployment, 'event', goOn);
    },
  };
  Object.assign(deployment, { status: 'Ready', wait, updatedAt: world.now() });
  later(world, deployment, minutes * 60_000, () => {
    if (deployment.wait !== wait) return;
    end(world, region, deployment, {
      status: 'Stopped',
      code: 'TIMEOUT',
      message: `The deployment timed out while waiting for a notification to continue. This time out period is ${minutes} minutes.`,
      event: undefined,
    });
  });
}

/** From the beginning to the end, waits included. */
function watchAlarms(world: World, region: Region, deployment: Deployment): void {
  const raised = raisedAlarms(world, deployment);
  if (raised.length > 0) {
    const names = raised.map((name) => `<${name}>`).join(' ');
    end(world, region, deployment, {
      status: 'Stopped',
      code: 'ALARM_ACTIVE',
      message: `One or more alarms have been activated according to the Amazon CloudWatch metrics you selected, and the affected deployments have been stopped. Activated alarms: ${names}`,
      event: 'DEPLOYMENT_STOP_ON_ALARM',
    });
  }
  soon(world, deployment, 'look', () => {
    watchAlarms(world, region, deployment);
  });
}
