import type { RecordedCall } from '../calls.ts';
import type { World } from '../world.ts';
import { arn } from './asked.ts';

/** Operations that the reference knows no resource type for. */
const ofEverything = ['BatchGetDeploymentTargets', 'ContinueDeployment', 'StopDeployment'];

/** A deployment is not a resource: what is asked about is the group it belongs to. */
export function codeDeployResources(call: RecordedCall, world: World): readonly string[] {
  if (ofEverything.includes(call.operation)) return ['*'];
  const { applicationName, deploymentGroupName, deploymentConfigName, deploymentId, deploymentIds } =
    call.input as Readonly<Record<string, string | undefined>> & {
      readonly deploymentIds?: readonly string[];
    };
  if (call.operation === 'GetDeploymentConfig')
    return [arn(call, 'codedeploy', `deploymentconfig:${deploymentConfigName ?? ''}`)];
  const { deployments } = world.region(call.accountId, call.region).codedeploy;
  const named = [...(deploymentIds ?? []), ...(deploymentId === undefined ? [] : [deploymentId])];
  const groups = named.flatMap((id) => deployments.get(id)?.group ?? []);
  const names = groups.map(({ name, application }) => `${application.name}/${name}`);
  if (deploymentGroupName !== undefined) names.push(`${applicationName ?? ''}/${deploymentGroupName}`);
  return names.map((name) => arn(call, 'codedeploy', `deploymentgroup:${name}`));
}
