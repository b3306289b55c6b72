import type { Scope } from '../../core/policy/scope.ts';
import { arnOf, noResourceType, type Statement } from '../../core/policy/statement.ts';

/** What the files beside this one ask of CodeDeploy. Resource types: Service Authorization Reference, "AWS CodeDeploy". */

export function readDeploymentGroups(scope: Scope): readonly Statement[] {
  if (scope.groups.length === 0) return [];
  return [
    {
      sid: 'ReadDeploymentGroups',
      actions: [
        'codedeploy:BatchGetDeployments',
        'codedeploy:GetDeployment',
        'codedeploy:GetDeploymentGroup',
        'codedeploy:ListDeployments',
      ],
      resources: groupsOf(scope),
    },
    {
      sid: 'ReadDeploymentConfigurations',
      actions: ['codedeploy:GetDeploymentConfig'],
      // Which one a group is set to shows in the group, where anybody who may change it changes it.
      resources: scope.groups.map(({ configuration }) =>
        codedeploy(scope, `deploymentconfig:${configuration ?? '*'}`),
      ),
    },
    {
      sid: 'ReadDeploymentTargets',
      actions: ['codedeploy:BatchGetDeploymentTargets'],
      resources: noResourceType,
    },
  ];
}

export function deployThroughGroups(scope: Scope): readonly Statement[] {
  if (scope.groups.length === 0 || !scope.writes) return [];
  return [
    {
      sid: 'DeployThroughGroups',
      actions: ['codedeploy:CreateDeployment'],
      resources: groupsOf(scope),
    },
    // CreateDeployment with an AppSpec in it registers that as a revision of the application, and asks IAM for it.
    {
      sid: 'RegisterAppSpecs',
      actions: ['codedeploy:RegisterApplicationRevision'],
      resources: scope.groups.map(({ application }) => codedeploy(scope, `application:${application}`)),
    },
    {
      sid: 'SteerCodeDeploy',
      actions: [
        'codedeploy:StopDeployment',
        ...(scope.groups.some(({ pause }) => pause) ? ['codedeploy:ContinueDeployment'] : []),
      ],
      resources: noResourceType,
    },
  ];
}

function groupsOf(scope: Scope): readonly string[] {
  return scope.groups.map(({ application, deploymentGroup }) =>
    codedeploy(scope, `deploymentgroup:${application}/${deploymentGroup}`),
  );
}

function codedeploy({ place }: Scope, resource: string): string {
  return arnOf({ ...place, service: 'codedeploy', resource });
}
