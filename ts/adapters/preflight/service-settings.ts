import type { LoadBalancer, Service } from '@aws-sdk/client-ecs';
import type { ServiceLoadBalancer, ServiceSettings } from '../../core/preflight/facts.ts';

/** A service of CodeDeploy has its network and its target group in the task set that serves. */
export function settingsOf(service: Service): ServiceSettings {
  const { deploymentConfiguration: configuration, capacityProviderStrategy: strategy } = service;
  const serving = service.taskSets?.find(({ status }) => status === 'PRIMARY') ?? service;
  const network = (serving.networkConfiguration ?? service.networkConfiguration)?.awsvpcConfiguration;
  const breaker = configuration?.deploymentCircuitBreaker;
  return {
    launchType: service.launchType ?? null,
    capacityProviders: (strategy ?? []).flatMap(({ capacityProvider }) => capacityProvider ?? []),
    maximumPercent: configuration?.maximumPercent ?? 200,
    circuitBreaker: breaker?.enable === true ? (breaker.rollback === true ? 'onWithRollback' : 'on') : 'off',
    alarms: configuration?.alarms?.enable === true ? (configuration.alarms.alarmNames ?? []) : [],
    network: network
      ? { subnets: network.subnets ?? [], securityGroups: network.securityGroups ?? [] }
      : null,
    loadBalancers: (serving.loadBalancers ?? service.loadBalancers ?? []).flatMap(balancerOf),
  };
}

/** A Classic Load Balancer has no target group, and nothing of it is checked. */
function balancerOf(balancer: LoadBalancer): readonly ServiceLoadBalancer[] {
  const { targetGroupArn, containerName, containerPort, advancedConfiguration: advanced } = balancer;
  if (targetGroupArn === undefined) return [];
  return [
    {
      targetGroup: targetGroupArn,
      alternate: advanced?.alternateTargetGroupArn ?? null,
      productionRule: advanced?.productionListenerRule ?? null,
      container: containerName ?? '',
      port: containerPort ?? 0,
    },
  ];
}
