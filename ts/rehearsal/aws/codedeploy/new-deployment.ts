import type { Region, World } from '../world.ts';
import { roadsOf } from './find.ts';
import type { Deployment, LifecycleEvent } from './state.ts';

/** A deployment that has been created and has not begun. */
export function newDeployment(
  world: World,
  region: Region,
  wish: Pick<
    Deployment,
    'group' | 'configuration' | 'revision' | 'appSpec' | 'description' | 'creator' | 'autoRollback' | 'alarms'
  >,
): Deployment {
  const { deployments } = region.codedeploy;
  const owner = `${region.accountId} ${region.name} ${wish.group.id}`;
  const count = [...deployments.values()].filter(({ group }) => group === wish.group).length;
  const deployment: Deployment = {
    ...wish,
    id: `d-${world.seeded.key(9, 'codedeploy', owner, count)}`,
    previousRevision: wish.group.targetRevision,
    createdAt: world.now(),
    startedAt: undefined,
    completedAt: undefined,
    status: 'Created',
    error: undefined,
    rollback: undefined,
    events: eventNames(roadsOf(region, wish.group.settings).test !== undefined).map(pending),
    moved: undefined,
    wait: undefined,
    hook: undefined,
    terminationStarted: false,
    updatedAt: world.now(),
  };
  deployments.set(deployment.id, deployment);
  return deployment;
}

/** Those of the test traffic are there only where there is a test listener. */
function eventNames(hasTestListener: boolean): readonly string[] {
  return [
    'BeforeInstall',
    'Install',
    'AfterInstall',
    ...(hasTestListener ? ['AllowTestTraffic', 'AfterAllowTestTraffic'] : []),
    'BeforeAllowTraffic',
    'AllowTraffic',
    'AfterAllowTraffic',
  ];
}

function pending(name: string): LifecycleEvent {
  return { name, status: 'Pending', startedAt: undefined, endedAt: undefined, message: undefined };
}
