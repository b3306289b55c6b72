import { createHash } from 'node:crypto';
import { imageByTag, type Image, type Repository } from '../ecr/state.ts';
import type { ContainerFacts } from '../faults/place.ts';
import { missingImage } from '../faults/words/missing-image.ts';
import type { StartCause } from '../faults/words/start-cause.ts';
import type { World } from '../world.ts';
import type { Task } from './state.ts';

/** What pulling an image comes to: its digest, or how the agent says that it is not there. */
export type Pulled = { readonly digest: string } | { readonly missing: StartCause };

/** Pulls as the agent does: images of the emulated ECR must be there; those of other registries always are. */
export function pull(world: World, task: Task, container: string, image: string): Pulled {
  const reference = parse(image);
  const repository = reference.ecr && repositoryOf(world, reference.ecr);
  const facts = factsOf(world, task, container, image);
  const gone = world.faults.imageGone(facts);
  if (!reference.ecr && !gone) return { digest: reference.digest ?? `sha256:${sha256(image)}` };
  if (!repository && !gone) return { missing: missingImage.repository };
  const found = repository && imageIn(repository, reference);
  return found && !gone ? { digest: found.digest } : { missing: missingImage.manifest };
}

/** A task, or one that is to be. */
export type Placed = Pick<Task, 'cluster' | 'service' | 'launchType'> &
  Partial<Pick<Task, 'id' | 'startedAt'>>;

/** What faults can know a container by. */
export function factsOf(world: World, task: Placed, container: string, image: string): ContainerFacts {
  const reference = parse(image);
  const repository = reference.ecr && repositoryOf(world, reference.ecr);
  const found = repository && imageIn(repository, reference);
  return {
    accountId: task.cluster.accountId,
    region: task.cluster.region,
    cluster: task.cluster.name,
    service: task.service?.name,
    launchType: task.launchType,
    task: task.id,
    runningSeconds: task.startedAt === undefined ? 0 : (world.now() - task.startedAt) / 1000,
    container,
    image,
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

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
