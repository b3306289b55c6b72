import type { Service } from '@aws-sdk/client-ecs';
import type { Environment } from '../../core/config/config.ts';
import type { Surroundings, Traffic } from '../../core/policy/scope.ts';
import type { Registrable } from '../../core/task-definition/copy-with-image.ts';
import { settingsOf } from '../preflight/service-settings.ts';
import type { EcsAccess } from './access.ts';
import { describeActiveService } from './describe-services.ts';
import { loadBalancersOf } from './observe.ts';
import { TaskDefinitions } from './task-definitions.ts';

/**
 * What a policy for the environment must name and promotion.yaml does not, as it is in the cluster now.
 *
 * @throws ecs-service-not-found and the like for what is not there yet
 */
export async function policySurroundings(
  access: EcsAccess,
  { services, smoke }: Environment,
): Promise<Surroundings> {
  const definitions = new Map<string, readonly Registrable[]>();
  const known = new TaskDefinitions(access);
  const found: Service[] = [];
  for (const { service, ecsService } of services) {
    const live = await describeActiveService(access, ecsService);
    found.push(live);
    definitions.set(service, await definitionsOf(known, runningOf(live)));
  }
  const families = smoke.flatMap((check) => (check.kind === 'task' ? (check.taskDefinition ?? []) : []));
  const checks: Registrable[] = [];
  for (const family of new Set(families))
    checks.push((await known.describe(family)).taskDefinition.definition);
  return {
    definitions,
    checks,
    capacityProviders: found.flatMap(({ capacityProviderStrategy = [] }) =>
      capacityProviderStrategy.flatMap(({ capacityProvider }) => capacityProvider ?? []),
    ),
    hookRoles: found.flatMap(({ deploymentConfiguration }) =>
      (deploymentConfiguration?.lifecycleHooks ?? []).flatMap(({ roleArn }) => roleArn ?? []),
    ),
    traffic: trafficOf(found),
    securityGroups: found.some((service) => (settingsOf(service).network?.securityGroups ?? []).length > 0),
  };
}

/** CodeDeploy does not tell by which rule: all listeners of the load balancer are looked through. */
function trafficOf(services: readonly Service[]): Traffic | null {
  const balancers = services.flatMap((service) => loadBalancersOf(service));
  if (balancers.length === 0) return null;
  const rules = balancers.flatMap(
    ({ advancedConfiguration }) => advancedConfiguration?.productionListenerRule ?? [],
  );
  const throughCodeDeploy = services.some(
    ({ deploymentController }) => deploymentController?.type === 'CODE_DEPLOY',
  );
  return {
    rules: throughCodeDeploy || rules.some((rule) => !rule.includes(':listener/')),
    listeners: throughCodeDeploy || rules.some((rule) => rule.includes(':listener/')),
  };
}

/** A promotion copies the newest revision that somebody else registered, which need not run yet. */
async function definitionsOf(known: TaskDefinitions, running: string): Promise<readonly Registrable[]> {
  const { taskDefinition } = await known.describe(running);
  const template = await known.newestForeign(taskDefinition.family);
  return [taskDefinition.definition, ...(template ? [template.definition] : [])];
}

/** A service of CodeDeploy has it in its task sets. */
function runningOf({ taskDefinition, taskSets = [] }: Service): string {
  const primary = taskSets.find(({ status }) => status === 'PRIMARY');
  return primary?.taskDefinition ?? taskDefinition ?? '';
}
