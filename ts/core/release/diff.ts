import type { Release, ServiceBuild } from './release.ts';
import { isSameBuild } from './same-build.ts';

/** What happens to one service on the way from one release to another. */
export type DiffRow =
  | { readonly service: string; readonly change: 'added'; readonly from: null; readonly to: ServiceBuild }
  | { readonly service: string; readonly change: 'removed'; readonly from: ServiceBuild; readonly to: null }
  | {
      readonly service: string;
      /**
       * `sameBuildOtherDigest` is an alarm: one build number stands for two images. `otherImage` is the same number from another
       * repository.
       */
      readonly change: 'forward' | 'back' | 'same' | 'otherImage' | 'sameBuildOtherDigest';
      readonly from: ServiceBuild;
      readonly to: ServiceBuild;
    };

/** One row for each service of either release, in the order of their names. */
export function diffReleases(from: Release, to: Release): readonly DiffRow[] {
  const names = new Set([...Object.keys(from.services), ...Object.keys(to.services)]);
  return [...names]
    .toSorted()
    .flatMap((service) => rowOf(service, from.services[service], to.services[service]));
}

function rowOf(
  service: string,
  from: ServiceBuild | undefined,
  to: ServiceBuild | undefined,
): readonly DiffRow[] {
  if (from && to) return [{ service, change: changeOf(from, to), from, to }];
  if (to) return [{ service, change: 'added', from: null, to }];
  return from ? [{ service, change: 'removed', from, to: null }] : [];
}

/** What happens to a service that both have. */
export function changeOf(from: ServiceBuild, to: ServiceBuild) {
  if (isSameBuild(from, to)) return 'same';
  if (to.build > from.build) return 'forward';
  if (to.build < from.build) return 'back';
  return from.image === to.image ? 'sameBuildOtherDigest' : 'otherImage';
}
