import { findCluster, findService } from '../ecs/find.ts';
import type { Service } from '../ecs/state.ts';
import type { TargetGroup } from '../elb/state.ts';
import { sharesOf } from '../elb/traffic.ts';
import type { Rule } from '../elb/state.ts';
import type { Region } from '../world.ts';
import { predefined } from './configurations.ts';
import { invalidLoadBalancer, noApplication, noConfiguration, noDeployment, noGroup } from './errors.ts';
import type {
  Application,
  CodeDeployState,
  Deployment,
  DeploymentConfiguration,
  DeploymentGroup,
  GroupSettings,
} from './state.ts';

/** Things of CodeDeploy by name, or the error it has for their absence. */

export function applicationOf(state: CodeDeployState, name: string): Application {
  const application = state.applications.get(name);
  if (!application) throw noApplication(name);
  return application;
}

export function groupOf(state: CodeDeployState, application: string, name: string): DeploymentGroup {
  const group = applicationOf(state, application).groups.get(name);
  if (!group) throw noGroup(name);
  return group;
}

export function configurationOf(state: CodeDeployState, name: string): DeploymentConfiguration {
  const found = predefined.get(name) ?? state.configurations.get(name);
  if (!found) throw noConfiguration(name);
  return found;
}

export function deploymentOf(state: CodeDeployState, id: string): Deployment {
  const deployment = state.deployments.get(id);
  if (!deployment) throw noDeployment(id);
  return deployment;
}

export function serviceOf(region: Region, { ecsService }: GroupSettings): Service | undefined {
  const cluster = findCluster(region.ecs, ecsService.clusterName ?? '');
  return cluster && findService(cluster, ecsService.serviceName ?? '');
}

/** The pair of target groups, and the rules of the production and the test listener that send requests to one of them. */
export interface Roads {
  readonly groups: readonly [TargetGroup, TargetGroup];
  readonly production: readonly Rule[];
  readonly productionListener: string;
  /** Undefined without a test listener. */
  readonly test: readonly Rule[] | undefined;
}

export function roadsOf(region: Region, { loadBalancerInfo }: GroupSettings): Roads {
  const [pair] = loadBalancerInfo.targetGroupPairInfoList ?? [];
  const [first, second] = (pair?.targetGroups ?? []).map(({ name = '' }) => targetGroup(region, name));
  const [productionListener] = pair?.prodTrafficRoute?.listenerArns ?? [];
  if (!first || !second || productionListener === undefined) {
    throw invalidLoadBalancer(
      'For ECS deployment group, loadBalancerInfo must contain a pair of target groups and a production listener',
    );
  }
  const groups = [first, second] as const;
  const [testListener] = pair?.testTrafficRoute?.listenerArns ?? [];
  return {
    groups,
    productionListener,
    production: rules(region, productionListener, groups),
    test: testListener === undefined ? undefined : rules(region, testListener, groups),
  };
}

function targetGroup(region: Region, name: string): TargetGroup | undefined {
  return [...region.elb.targetGroups.values()].find((group) => group.name === name);
}

function rules(region: Region, listenerArn: string, groups: readonly TargetGroup[]): Rule[] {
  const listener = region.elb.listeners.get(listenerArn);
  if (!listener) throw invalidLoadBalancer(`The listener ${listenerArn} could not be found`);
  const arns = groups.map(({ arn }) => arn);
  return listener.rules.filter((rule) =>
    sharesOf(rule).some(({ targetGroupArn }) => arns.includes(targetGroupArn)),
  );
}
