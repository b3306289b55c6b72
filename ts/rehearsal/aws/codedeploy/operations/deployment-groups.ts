import {
  BatchGetDeploymentGroups$,
  CreateDeploymentGroup$,
  GetDeploymentGroup$,
  UpdateDeploymentGroup$,
  type BatchGetDeploymentGroupsCommandInput,
  type BatchGetDeploymentGroupsOutput,
  type CreateDeploymentGroupCommandInput,
  type CreateDeploymentGroupOutput,
  type GetDeploymentGroupCommandInput,
  type GetDeploymentGroupOutput,
  type UpdateDeploymentGroupCommandInput,
  type UpdateDeploymentGroupOutput,
} from '@aws-sdk/client-codedeploy';
import { primaryOf } from '../../ecs/state.ts';
import { operation, type Call } from '../../operation.ts';
import { allAtOnce } from '../configurations.ts';
import { describeGroup } from '../describe/group.ts';
import { weigh } from '../dynamics/roads.ts';
import { groupExists, invalidInput, notOfCodeDeploy, serviceTaken } from '../errors.ts';
import { applicationOf, configurationOf, groupOf, roadsOf, serviceOf } from '../find.ts';
import type { DeploymentGroup, GroupSettings } from '../state.ts';

export const createDeploymentGroup = operation<
  CreateDeploymentGroupCommandInput,
  CreateDeploymentGroupOutput
>(CreateDeploymentGroup$, (input, call) => {
  const application = applicationOf(call.region.codedeploy, input.applicationName);
  const name = input.deploymentGroupName;
  if (application.groups.has(name)) throw groupExists(name);
  const settings = settingsOf(input, undefined);
  const group: DeploymentGroup = {
    id: call.world.seeded.uuid('group', application.id, name),
    application,
    name,
    settings,
    targetRevision: undefined,
  };
  check(call, group, settings);
  application.groups.set(name, group);
  weighForSteps(call, group);
  return { deploymentGroupId: group.id };
});

export const updateDeploymentGroup = operation<
  UpdateDeploymentGroupCommandInput,
  UpdateDeploymentGroupOutput
>(UpdateDeploymentGroup$, (input, call) => {
  const group = groupOf(call.region.codedeploy, input.applicationName, input.currentDeploymentGroupName);
  const settings = settingsOf(input, group.settings);
  check(call, group, settings);
  group.settings = settings;
  const { groups } = group.application;
  const name = input.newDeploymentGroupName ?? group.name;
  if (name !== group.name && groups.has(name)) throw groupExists(name);
  groups.delete(group.name);
  group.name = name;
  groups.set(name, group);
  weighForSteps(call, group);
  return {};
});

export const getDeploymentGroup = operation<GetDeploymentGroupCommandInput, GetDeploymentGroupOutput>(
  GetDeploymentGroup$,
  (input, call) => {
    const { codedeploy } = call.region;
    const group = groupOf(codedeploy, input.applicationName, input.deploymentGroupName);
    return { deploymentGroupInfo: describeGroup(codedeploy, group) };
  },
);

/** At most a hundred; unknown names are passed over. */
export const batchGetDeploymentGroups = operation<
  BatchGetDeploymentGroupsCommandInput,
  BatchGetDeploymentGroupsOutput
>(BatchGetDeploymentGroups$, (input, call) => {
  const { codedeploy } = call.region;
  const { groups } = applicationOf(codedeploy, input.applicationName);
  if (input.deploymentGroupNames.length > 100) throw invalidInput('At most 100 deployment groups at once.');
  return {
    deploymentGroupsInfo: input.deploymentGroupNames.flatMap((name) => {
      const group = groups.get(name);
      return group ? [describeGroup(codedeploy, group)] : [];
    }),
  };
});

/** What an update does not name stays. */
function settingsOf(
  input: Partial<CreateDeploymentGroupCommandInput>,
  before: GroupSettings | undefined,
): GroupSettings {
  const [service] = input.ecsServices ?? [];
  return {
    configName: input.deploymentConfigName ?? before?.configName ?? allAtOnce,
    serviceRoleArn: input.serviceRoleArn ?? before?.serviceRoleArn ?? '',
    ecsService: service
      ? { clusterName: service.clusterName ?? '', serviceName: service.serviceName ?? '' }
      : (before?.ecsService ?? { clusterName: '', serviceName: '' }),
    loadBalancerInfo: input.loadBalancerInfo ?? before?.loadBalancerInfo ?? {},
    alarms: input.alarmConfiguration ?? before?.alarms ?? { enabled: false, alarms: [] },
    autoRollback: input.autoRollbackConfiguration ?? before?.autoRollback ?? { enabled: false, events: [] },
    blueGreen: input.blueGreenDeploymentConfiguration ??
      before?.blueGreen ?? {
        terminateBlueInstancesOnDeploymentSuccess: { action: 'TERMINATE', terminationWaitTimeInMinutes: 0 },
        deploymentReadyOption: { actionOnTimeout: 'CONTINUE_DEPLOYMENT', waitTimeInMinutes: 0 },
      },
  };
}

function check(call: Call, group: DeploymentGroup, settings: GroupSettings): void {
  configurationOf(call.region.codedeploy, settings.configName);
  if (serviceOf(call.region, settings)?.controller !== 'CODE_DEPLOY') throw notOfCodeDeploy();
  const { clusterName, serviceName } = settings.ecsService;
  for (const application of call.region.codedeploy.applications.values()) {
    for (const other of application.groups.values()) {
      const { ecsService } = other.settings;
      const isSame = ecsService.clusterName === clusterName && ecsService.serviceName === serviceName;
      if (other !== group && isSame) throw serviceTaken(other.name);
    }
  }
  roadsOf(call.region, settings);
}

/** As a lab found the production listener before any deployment: both target groups in it, one of them with weight 0. */
function weighForSteps({ region }: Call, group: DeploymentGroup): void {
  const { routing } = configurationOf(region.codedeploy, group.settings.configName);
  const service = serviceOf(region, group.settings);
  if (routing.type === 'AllAtOnce' || !service) return;
  const arns = primaryOf(service).revision.loadBalancers.map(({ targetGroupArn }) => targetGroupArn);
  const { groups } = roadsOf(region, group.settings);
  const from = groups.find(({ arn }) => arns.includes(arn));
  const to = groups.find((each) => each !== from);
  if (from && to) weigh(region, group, from, to);
}
