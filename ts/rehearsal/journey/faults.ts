import type { ClassId } from '../../core/diagnosis/class-ids.ts';
import type { FaultName } from '../../core/diagnosis/fault-names.ts';
import type { Fault } from '../aws/emulator.ts';
import { alarmName, hookTargetArn, withAlarm, withBlueGreenAndHook, type Setting } from './settings.ts';

/** Where it goes wrong: one service's new image in one environment. */
export interface Where {
  readonly cluster: string;
  readonly service: string;
  readonly digest: string;
}

/** What goes wrong in a scene, and what the promotion has to make of it. */
export interface SceneFault {
  /** Completes "A new service2 goes to beta, and …". */
  readonly says: string;
  readonly faults: (where: Where) => readonly Fault[];
  /** How the service is set up beforehand, where the others are not. */
  readonly setting?: Setting;
  /** What the promotion has to call it while it follows; null where there is nothing to call. */
  readonly verdict: ClassId | null;
  /** Bad luck is survived; all else goes back to the release before. */
  readonly ends: 'verified' | 'rolledBack';
}

type Cause<Kind> = Extract<Fault, { readonly kind: Kind }> extends { readonly cause: infer C } ? C : never;

const failing = (verdict: ClassId, says: string, faults: SceneFault['faults']): SceneFault => ({
  says,
  faults,
  verdict,
  ends: 'rolledBack',
});
const starts = (verdict: ClassId, cause: Cause<'startFails'>, says: string): SceneFault =>
  failing(verdict, says, (where) => [{ kind: 'startFails', cause, ...where }]);
const placing = (cause: Cause<'placementFails'> & ClassId, says: string): SceneFault =>
  failing(cause, says, (where) => [{ kind: 'placementFails', cause, ...where }]);

const crashes = failing(
  'exit-code',
  'it ends soon after each start, because a setting is missing',
  (where) => [{ kind: 'crashLoop', ...where }],
);
const unhealthy = failing(
  'load-balancer-health-check',
  'it answers the load balancer’s health checks with 502',
  (where) => [{ kind: 'unhealthyTargets', statusCode: 502, ...where }],
);

/** One fault for each class of cause, as it shows on container instances (EC2), and some under names of the emulator's own. */
export const sceneFaults: Readonly<Record<FaultName, SceneFault>> = {
  'image-missing': failing('image-missing', 'somebody has deleted its image from the registry', (where) => [
    { kind: 'imageMissing', ...where },
  ]),
  'registry-permission': starts(
    'registry-permission',
    'registry-permission',
    'the instance role may not pull from its repository',
  ),
  'registry-unreachable': starts(
    'registry-unreachable',
    'registry-unreachable',
    'the subnet has lost its way to the registry',
  ),
  'registry-rate-limit': starts('registry-rate-limit', 'registry-rate-limit', 'the registry throttles pulls'),
  'secret-forbidden': starts(
    'secret-forbidden',
    'secret-forbidden',
    'its execution role may not read a secret',
  ),
  'secret-missing': starts('secret-missing', 'secret-missing', 'a secret that it names is not there'),
  'secret-unreachable': starts(
    'secret-unreachable',
    'secret-unreachable',
    'the subnet has no way to Secrets Manager',
  ),
  'log-driver': starts('log-driver', 'log-driver', 'its log group does not exist'),
  'wrong-architecture': starts(
    'wrong-architecture',
    'wrong-architecture',
    'its image was built for another CPU than the instances have',
  ),
  'command-not-found': starts('command-not-found', 'command-not-found', 'its image lacks the start script'),
  'exit-code': crashes,
  'out-of-memory': failing('out-of-memory', 'it needs more memory than it may use', (where) => [
    {
      kind: 'crashLoop',
      ...where,
      exitCode: 137,
      afterSeconds: 6,
      // agent/dockerclient/dockerapi/errors.go in aws/amazon-ecs-agent
      reason: 'OutOfMemoryError: Container killed due to memory usage',
      logLines: ['warming up the cache'],
    },
  ]),
  'container-health-check': failing(
    'container-health-check',
    'it fails the health check of its task definition',
    (where) => [{ kind: 'containerUnhealthy', ...where }],
  ),
  'load-balancer-health-check': unhealthy,
  'no-capacity-cpu': placing('no-capacity-cpu', 'no instance has CPU left for it'),
  'no-capacity-memory': placing('no-capacity-memory', 'no instance has memory left for it'),
  'no-capacity-ports': placing('no-capacity-ports', 'its port is taken on every instance'),
  'no-capacity-eni': placing('no-capacity-eni', 'no instance has a network interface left for it'),
  'no-capacity-instances': placing('no-capacity-instances', 'the cluster has no instances'),
  'capacity-provider': placing('capacity-provider', 'the capacity provider gives no capacity'),
  'spot-interruption': {
    says: 'one of its tasks loses its spot capacity',
    faults: (where) => [{ kind: 'taskEnds', by: 'spot', times: 1, ...where }],
    verdict: 'spot-interruption',
    ends: 'verified',
  },
  'ip-exhaustion': starts('ip-exhaustion', 'ip-exhaustion', 'the subnet has no free address'),
  'role-not-assumable': placing('role-not-assumable', 'ECS may not assume its execution role'),
  quota: placing('quota', 'the account runs as many vCPUs as it may'),
  'volume-mount': starts('volume-mount', 'volume-mount', 'its volume cannot be mounted'),
  'disk-full': starts('disk-full', 'disk-full', 'the instances’ disks are full'),
  'agent-or-docker-timeout': starts(
    'agent-or-docker-timeout',
    'agent-or-docker-timeout',
    'Docker on the instances no longer answers in time',
  ),
  'platform-internal': starts('platform-internal', 'platform-internal', 'something inside AWS fails'),
  'stopped-by-user': failing('stopped-by-user', 'somebody stops the deployment', (where) => [
    { kind: 'deploymentStopped', ...where },
  ]),
  'alarm-rollback': {
    ...failing('alarm-rollback', 'an alarm of the deployment goes off', ({ cluster, service }) => [
      { kind: 'alarm', cluster, service, alarmName, afterSeconds: 20, times: 1 },
    ]),
    setting: withAlarm,
  },
  'hook-failed': {
    ...failing(
      'hook-failed',
      'the function that looks at it finds something wrong',
      ({ cluster, service }) => [{ kind: 'hookFails', cluster, service, hookTargetArn, times: 1 }],
    ),
    setting: withBlueGreenAndHook,
  },
  'circuit-breaker': starts('circuit-breaker', 'unexplained', 'ECS does not say why its tasks fail to start'),
  'crash-loop': crashes,
  'unhealthy-targets': unhealthy,
  throttling: {
    says: 'AWS refuses every third request',
    faults: () => [{ kind: 'throttling', every: 3 }],
    verdict: null,
    ends: 'verified',
  },
};
