import type { ServiceTarget } from '../config/config.ts';
import type { ServiceBuild } from '../release/release.ts';

/** The image that each ECS service of an environment runs, by ECS service name; or why nobody could look. */
export type Live = ReadonlyMap<string, LiveImage> | { readonly unreachable: string };

/** Null: there is no such service, or its task definition has no such container. */
export type LiveImage = string | null;

/**
 * What a service runs instead of what was recorded; null where it runs that, or where nobody could look. Without a record nothing can
 * drift.
 */
export function driftOf(
  { ecsService }: Pick<ServiceTarget, 'ecsService'>,
  recorded: ServiceBuild | undefined,
  live: Live | undefined,
): string | null {
  if (recorded === undefined || live === undefined || 'unreachable' in live) return null;
  const image = live.get(ecsService);
  if (image === undefined || image === null)
    return `nothing: there is no service ${ecsService} with its container`;
  return image === `${recorded.image}@${recorded.digest}` ? null : image;
}
