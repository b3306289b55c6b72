import { gateErrors } from '../errors/catalogue/gate.ts';
import type { Release } from '../release/release.ts';
import { shortId } from '../release/short-id.ts';
import type { Gate } from './gate.ts';

/** A derived release names every service whose build is not its parent's, no more and no fewer. */
export const overrideRecorded: Gate = {
  name: 'override-recorded',
  rule: 'What a derived release changed is what it says it changed.',
  alsoGoingBack: false,
  judge: ({ environment, release, known }) => {
    const { derived, parent } = release;
    if (!derived) return [];
    const parentRelease = parent === null ? undefined : known.get(parent);
    if (!parentRelease) {
      return [
        gateErrors.parentUnknown.problem({
          environment: environment.name,
          parent: parent === null ? 'no release' : shortId(parent),
        }),
      ];
    }
    const found = changedServices(parentRelease, release);
    const recorded = derived.changed.toSorted();
    return found.join() === recorded.join()
      ? []
      : [gateErrors.overrideNotRecorded.problem({ environment: environment.name, recorded, found })];
  },
};

/** Sorted names of the services that are not the same build of the same image in both. */
function changedServices(before: Release, after: Release): readonly string[] {
  const names = new Set([...Object.keys(before.services), ...Object.keys(after.services)]);
  return [...names]
    .filter((name) => {
      const [a, b] = [before.services[name], after.services[name]];
      return a?.build !== b?.build || a?.digest !== b?.digest || a?.image !== b?.image;
    })
    .toSorted();
}
