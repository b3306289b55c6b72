import * as z from 'zod/mini';
import type { ActiveFault } from './kind.ts';

/** Where a fault strikes. Everything that is given must match; nothing given matches everywhere. */
export const placeShape = {
  cluster: z.optional(z.string()),
  service: z.optional(z.string()),
  container: z.optional(z.string()),
  /** Name of the ECR repository the container's image is from. */
  repository: z.optional(z.string()),
  /** A tag of the image, also where the task definition names the image by its digest: "build 92". */
  tag: z.optional(z.string()),
  digest: z.optional(z.string()),
};

/** Only so many tasks are struck, by default all: one unlucky task is `times: 1`. */
export const timesShape = { times: z.optional(z.int().check(z.minimum(1))) };

/** What a fault's schema makes of these members. */
export interface Place {
  readonly cluster?: string | undefined;
  readonly service?: string | undefined;
  readonly container?: string | undefined;
  readonly repository?: string | undefined;
  readonly tag?: string | undefined;
  readonly digest?: string | undefined;
}

/** A container of a task, with what a fault can know it by, and the names that AWS's messages about it hold. */
export interface ContainerFacts {
  readonly accountId: string;
  readonly region: string;
  readonly cluster: string;
  readonly service: string | undefined;
  readonly launchType: 'EC2' | 'FARGATE' | 'EXTERNAL' | 'MANAGED_INSTANCES';
  /** Id of its task; undefined before there is one. */
  readonly task: string | undefined;
  /** How long its task has been running. */
  readonly runningSeconds: number;
  readonly container: string;
  /** As the task definition has it. */
  readonly image: string;
  readonly repository: string | undefined;
  readonly tags: readonly string[];
  readonly digest: string | undefined;
}

export function isAt(place: Place, facts: ContainerFacts): boolean {
  return (
    agrees(place.cluster, facts.cluster) &&
    agrees(place.service, facts.service) &&
    agrees(place.container, facts.container) &&
    agrees(place.repository, facts.repository) &&
    agrees(place.digest, facts.digest) &&
    (place.tag === undefined || facts.tags.includes(place.tag))
  );
}

/** It is at its place, and its task is among those the fault may strike: a task that was struck stays so. */
export function strikes(
  fault: Place & { readonly times?: number | undefined },
  facts: ContainerFacts,
  active: ActiveFault,
): boolean {
  if (!isAt(fault, facts) || facts.task === undefined) return false;
  if (active.struck.has(facts.task)) return true;
  if (fault.times !== undefined && active.struck.size >= fault.times) return false;
  active.struck.add(facts.task);
  return true;
}

function agrees(wanted: string | undefined, actual: string | undefined): boolean {
  return wanted === undefined || wanted === actual;
}
