import { DescribeServiceRevisionsCommand, type ServiceRevision as AwsRevision } from '@aws-sdk/client-ecs';
import type { ServiceRevision } from '../../core/live/live.ts';
import { ask, inChunks, type EcsAccess } from './access.ts';
import type { FollowedDeployments } from './followed.ts';
import { describeServiceDeployments } from './service-deployments.ts';

/** What DescribeServiceRevisions takes at most (ECS API reference). */
const perRequest = 20;

/**
 * The target revisions by deployment id: a request for every twenty deployments and one for every twenty revisions. Deployments of
 * another controller, and those whose service deployment was never seen, have none.
 */
export async function targetRevisions(
  access: EcsAccess,
  followed: FollowedDeployments,
  deploymentIds: readonly string[],
): Promise<ReadonlyMap<string, ServiceRevision>> {
  const arns = new Map(
    deploymentIds.flatMap((id) => {
      const arn = followed.of(id).serviceDeploymentArn;
      return arn?.includes(':service-deployment/') === true ? [[id, arn] as const] : [];
    }),
  );
  const deployments = await describeServiceDeployments(access, [...arns.values()]);
  const targets = new Map(
    [...arns].flatMap(([id, arn]) => {
      const target = deployments.get(arn)?.targetServiceRevision?.arn;
      return target === undefined ? [] : [[id, target] as const];
    }),
  );
  const revisions = await describeRevisions(access, [...targets.values()]);
  return new Map(
    [...targets].flatMap(([id, target]) => {
      const revision = revisions.get(target);
      return revision ? [[id, revision] as const] : [];
    }),
  );
}

async function describeRevisions(
  access: EcsAccess,
  arns: readonly string[],
): Promise<ReadonlyMap<string, ServiceRevision>> {
  const found = new Map<string, ServiceRevision>();
  for (const serviceRevisionArns of inChunks(arns, perRequest)) {
    const answer = await ask(access, 'ecs:DescribeServiceRevisions', 'service revisions', (options) =>
      access.ecs.send(
        new DescribeServiceRevisionsCommand({ serviceRevisionArns: [...serviceRevisionArns] }),
        options,
      ),
    );
    for (const revision of answer.serviceRevisions ?? []) {
      found.set(revision.serviceRevisionArn ?? '', revisionOf(revision));
    }
  }
  return found;
}

function revisionOf({ serviceRevisionArn = '', containerImages = [] }: AwsRevision): ServiceRevision {
  return {
    arn: serviceRevisionArn,
    containers: containerImages.map(({ containerName = '', imageDigest }) => ({
      name: containerName,
      imageDigest: imageDigest ?? null,
    })),
  };
}
