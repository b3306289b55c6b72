import {
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  ListServiceDeploymentsCommand,
  type Deployment,
  type ServiceDeployment,
  type ServiceDeploymentBrief,
} from '@aws-sdk/client-ecs';
import { ask, inChunks, lastSegment, type EcsAccess } from './access.ts';
import { wasRefusedWith } from './translated.ts';

/** What DescribeServiceDeployments and DescribeServiceRevisions take at most (ECS API reference). */
const perRequest = 20;
/** A service deployment and its entry in `deployments[]` are created a moment apart. */
const apartMilliseconds = 60_000;
const mostPages = 5;

/** The deployments by ARN; one that ECS does not know (any more) is absent. */
export async function describeServiceDeployments(
  access: EcsAccess,
  arns: readonly string[],
): Promise<ReadonlyMap<string, ServiceDeployment>> {
  const found = new Map<string, ServiceDeployment>();
  for (const serviceDeploymentArns of inChunks(arns, perRequest)) {
    const answer = await ask(access, 'ecs:DescribeServiceDeployments', 'service deployments', (options) =>
      access.ecs.send(
        new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [...serviceDeploymentArns] }),
        options,
      ),
    );
    for (const deployment of answer.serviceDeployments ?? []) {
      found.set(deployment.serviceDeploymentArn ?? '', deployment);
    }
  }
  return found;
}

/**
 * The service deployment behind an entry of `deployments[]`; undefined while ECS does not show it yet, and for one older than it
 * keeps. `currentServiceDeployment` is not asked: it may name the one before (kayac/ecspresso #945). The service revision carries
 * the number of `ecs-svc/…` (that is how Terraform's provider finds it); where it does not, the task definition tells.
 */
export async function serviceDeploymentOf(
  access: EcsAccess,
  ecsService: string,
  entry: Deployment,
): Promise<string | undefined> {
  const createdAt = entry.createdAt?.getTime();
  const after = createdAt === undefined ? undefined : new Date(createdAt - apartMilliseconds);
  const briefs = await listServiceDeployments(access, ecsService, after);
  const same = briefs.find(
    ({ targetServiceRevisionArn = '' }) =>
      entry.id !== undefined && lastSegment(targetServiceRevisionArn) === lastSegment(entry.id),
  );
  if (same) return same.serviceDeploymentArn;
  const targets = await taskDefinitionsOf(access, briefs);
  return briefs
    .filter(({ createdAt: began }) => began !== undefined)
    .filter(
      ({ targetServiceRevisionArn = '' }) => targets.get(targetServiceRevisionArn) === entry.taskDefinition,
    )
    .at(-1)?.serviceDeploymentArn;
}

/** The newest service deployment to the task definition, in whatever state; undefined where there is none created after `after`. */
export async function newestServiceDeploymentTo(
  access: EcsAccess,
  ecsService: string,
  taskDefinition: string,
  after: Date | undefined,
): Promise<ServiceDeploymentBrief | undefined> {
  const briefs = await listServiceDeployments(access, ecsService, after);
  const targets = await taskDefinitionsOf(access, briefs);
  return briefs.find(
    ({ targetServiceRevisionArn = '' }) =>
      lastSegment(targets.get(targetServiceRevisionArn) ?? '') === lastSegment(taskDefinition),
  );
}

/** The id by which the tasks of a service deployment know it. */
export function startedByOf(targetServiceRevisionArn: string): string {
  return `ecs-svc/${lastSegment(targetServiceRevisionArn)}`;
}

/** Newest first. */
async function listServiceDeployments(
  access: EcsAccess,
  service: string,
  after: Date | undefined,
): Promise<readonly ServiceDeploymentBrief[]> {
  const briefs: ServiceDeploymentBrief[] = [];
  let nextToken: string | undefined;
  let page = 0;
  try {
    do {
      const token = nextToken;
      const answer = await ask(access, 'ecs:ListServiceDeployments', `service ${service}`, (options) =>
        access.ecs.send(
          new ListServiceDeploymentsCommand({
            cluster: access.cluster,
            service,
            maxResults: 100,
            ...(after && { createdAt: { after } }),
            ...(token !== undefined && { nextToken: token }),
          }),
          options,
        ),
      );
      briefs.push(...(answer.serviceDeployments ?? []));
      nextToken = answer.nextToken;
    } while (nextToken !== undefined && ++page < mostPages);
  } catch (error) {
    // It refuses to look back further than it keeps deployments; then there is nothing to be found either.
    if (!after || !wasRefusedWith(error, 'InvalidParameterException')) throw error;
  }
  return briefs.sort((a, b) => (b.createdAt?.getTime() ?? 0) - (a.createdAt?.getTime() ?? 0));
}

/** What each deployment is to run, by the ARN of its target revision. */
async function taskDefinitionsOf(
  access: EcsAccess,
  briefs: readonly ServiceDeploymentBrief[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const arns = briefs.flatMap(({ targetServiceRevisionArn }) => targetServiceRevisionArn ?? []);
  for (const serviceRevisionArns of inChunks(arns, perRequest)) {
    const answer = await ask(access, 'ecs:DescribeServiceRevisions', 'service revisions', (options) =>
      access.ecs.send(
        new DescribeServiceRevisionsCommand({ serviceRevisionArns: [...serviceRevisionArns] }),
        options,
      ),
    );
    for (const { serviceRevisionArn = '', taskDefinition = '' } of answer.serviceRevisions ?? []) {
      found.set(serviceRevisionArn, taskDefinition);
    }
  }
  return found;
}
