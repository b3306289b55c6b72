import { createHash } from 'node:crypto';
import { imageByTag, type Image, type Repository } from '../ecr/state.ts';
import type { ContainerFacts } from '../faults/place.ts';
import type { World } from '../world.ts';
import type { Task } from './state.ts';

/** What pulling an image comes to: its digest, or the agent's error as it stands in `stoppedReason`. */
export type Pulled = { readonly digest: string } | { readonly failure: string };

/** Pulls as the agent does: images of the emulated ECR must be there; those of other registries always are. */
export function pull(world: World, task: Task, container: string, image: string): Pulled {
  const reference = parse(image);
  const repository = reference.ecr && repositoryOf(world, reference.ecr);
  const facts = factsOf(world, task, container, image);
  const gone = world.faults.imageGone(facts);
  if (!reference.ecr && !gone) return { digest: reference.digest ?? `sha256:${sha256(image)}` };
  if (!repository && !gone)
    return {
      failure: noRepository(task, image, reference.ecr?.repository ?? '', reference.ecr?.accountId ?? ''),
    };
  const found = repository && imageIn(repository, reference);
  return found && !gone ? { digest: found.digest } : { failure: noManifest(task, image) };
}

/** What faults can know a container by. */
export function factsOf(world: World, task: Task, container: string, image: string): ContainerFacts {
  const reference = parse(image);
  const repository = reference.ecr && repositoryOf(world, reference.ecr);
  const found = repository && imageIn(repository, reference);
  return {
    cluster: task.cluster.name,
    service: task.service?.name,
    container,
    repository: reference.ecr?.repository,
    tags: [...new Set([...(found?.tags ?? []), ...(reference.tag === undefined ? [] : [reference.tag])])],
    digest: found?.digest ?? reference.digest,
  };
}

interface Reference {
  readonly ecr:
    { readonly accountId: string; readonly region: string; readonly repository: string } | undefined;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

function parse(image: string): Reference {
  const [named = '', digest] = image.split('@');
  const tag = /:([^:/]+)$/.exec(named)?.[1];
  const name = tag === undefined ? named : named.slice(0, -tag.length - 1);
  const [, accountId = '', region = '', repository = ''] =
    /^(\d{12})\.dkr\.ecr\.([^.]+)\.amazonaws\.com\/(.+)$/.exec(name) ?? [];
  return {
    ecr: repository === '' ? undefined : { accountId, region, repository },
    tag: digest === undefined ? (tag ?? 'latest') : tag,
    digest,
  };
}

function repositoryOf(world: World, where: NonNullable<Reference['ecr']>): Repository | undefined {
  return world.region(where.accountId, where.region).ecr.repositories.get(where.repository);
}

function imageIn(repository: Repository, { digest, tag }: Reference): Image | undefined {
  return digest === undefined ? imageByTag(repository, tag ?? 'latest') : repository.images.get(digest);
}

/** The wordings of Fargate's containerd and of the EC2 agent's Docker differ. */
function noManifest(task: Task, image: string): string {
  return task.launchType === 'EC2'
    ? `CannotPullContainerError: Error response from daemon: manifest for ${image} not found: manifest unknown: Requested image not found`
    : `CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref ${image}: ${image}: not found`;
}

function noRepository(task: Task, image: string, repository: string, registryId: string): string {
  return task.launchType === 'EC2'
    ? `CannotPullContainerError: Error response from daemon: name unknown: The repository with name '${repository}' does not exist in the registry with id '${registryId}'`
    : `CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref ${image}: ${image}: not found`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
