import * as z from 'zod/mini';

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

/** What a fault's schema makes of these members. */
export interface Place {
  readonly cluster?: string | undefined;
  readonly service?: string | undefined;
  readonly container?: string | undefined;
  readonly repository?: string | undefined;
  readonly tag?: string | undefined;
  readonly digest?: string | undefined;
}

/** A container of a task, with what a fault can know it by. */
export interface ContainerFacts {
  readonly cluster: string;
  readonly service: string | undefined;
  readonly container: string;
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

function agrees(wanted: string | undefined, actual: string | undefined): boolean {
  return wanted === undefined || wanted === actual;
}
