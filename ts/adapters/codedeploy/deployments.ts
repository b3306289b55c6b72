import {
  BatchGetDeploymentsCommand,
  ListDeploymentsCommand,
  type DeploymentInfo,
  type DeploymentStatus,
  type ListDeploymentsCommandInput,
} from '@aws-sdk/client-codedeploy';
import type { CodeDeployStrategy } from '../../core/config/config.ts';
import { inChunks, lastSegment } from '../ecs/access.ts';
import { askCodeDeploy, type CodeDeployAccess, type CodeDeployAlone } from './access.ts';

/** What BatchGetDeployments takes at most (CodeDeploy API reference). */
const perRequest = 25;
const unended: readonly DeploymentStatus[] = ['Created', 'Queued', 'InProgress', 'Baking', 'Ready'];

/** The deployments by id; a request for every 25. */
export async function describeDeployments(
  access: CodeDeployAlone,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DeploymentInfo>> {
  const found = new Map<string, DeploymentInfo>();
  for (const deploymentIds of inChunks(ids, perRequest)) {
    const { deploymentsInfo = [] } = await askCodeDeploy(
      access,
      'BatchGetDeployments',
      `deployments ${deploymentIds.join(', ')}`,
      [],
      (options) =>
        access.codedeploy.send(
          new BatchGetDeploymentsCommand({ deploymentIds: [...deploymentIds] }),
          options,
        ),
    );
    for (const info of deploymentsInfo) found.set(info.deploymentId ?? '', info);
  }
  return found;
}

/** The deployment the group is at; a group has one at a time. */
export async function activeDeployment(
  access: CodeDeployAccess,
  group: CodeDeployStrategy,
): Promise<DeploymentInfo | undefined> {
  const [id] = await listDeployments(access, group, { includeOnlyStatuses: [...unended] });
  return id === undefined ? undefined : (await describeDeployments(access, [id])).get(id);
}

/**
 * The newest deployment that somebody made to the task definition since `since`, in whatever state. What CodeDeploy made to roll back
 * is none, whatever its AppSpec names. One page of a hundred is looked through: since a promotion registered its revision there were
 * a few.
 */
export async function newestDeploymentTo(
  access: CodeDeployAccess,
  group: CodeDeployStrategy,
  taskDefinition: string,
  since: Date,
): Promise<DeploymentInfo | undefined> {
  const ids = await listDeployments(access, group, { createTimeRange: { start: since } });
  const found = await describeDeployments(access, ids);
  return [...found.values()]
    .filter((info) => isTo(info, taskDefinition))
    .sort((a, b) => timeOf(b) - timeOf(a))[0];
}

/** Whether somebody made it to bring that task definition about. */
export function isTo(info: DeploymentInfo, taskDefinition: string): boolean {
  const named = isRollback(info) ? undefined : taskDefinitionIn(info);
  return named !== undefined && lastSegment(named) === lastSegment(taskDefinition);
}

export function isRollback({ creator }: DeploymentInfo): boolean {
  return creator === 'codeDeployRollback';
}

async function listDeployments(
  access: CodeDeployAccess,
  { application, deploymentGroup }: CodeDeployStrategy,
  filter: Pick<ListDeploymentsCommandInput, 'includeOnlyStatuses' | 'createTimeRange'>,
): Promise<readonly string[]> {
  const { deployments = [] } = await askCodeDeploy(
    access,
    'ListDeployments',
    `the deployment group ${application}/${deploymentGroup}`,
    [],
    (options) =>
      access.codedeploy.send(
        new ListDeploymentsCommand({
          applicationName: application,
          deploymentGroupName: deploymentGroup,
          ...filter,
        }),
        options,
      ),
  );
  return deployments;
}

/** An AppSpec of ours is JSON; others may be YAML, and are not ours. */
function taskDefinitionIn({ revision }: DeploymentInfo): string | undefined {
  const content = revision?.appSpecContent?.content ?? '';
  return /"TaskDefinition"\s*:\s*"([^"]+)"/.exec(content)?.[1];
}

function timeOf({ createTime }: DeploymentInfo): number {
  return createTime?.getTime() ?? 0;
}
