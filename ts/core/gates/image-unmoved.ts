import type { Problem } from '../errors/problem.ts';
import { gateErrors } from '../errors/catalogue/gate.ts';
import type { Gate } from './gate.ts';

/**
 * The build's tag still names the image that was recorded. Tasks are started by digest, so a moved tag would not change what runs;
 * but it says that the repository no longer holds what the build made, and the sources it was made from are in doubt.
 */
export const imageUnmoved: Gate = {
  name: 'image-unmoved',
  rule: 'Each image is in the registry, and its tag names the digest that the build recorded.',
  alsoGoingBack: false,
  judge: ({ release, images }) =>
    Object.entries(release.services).flatMap(([service, build]): readonly Problem[] => {
      const found = images.get(service);
      const image = `${build.image}:${build.tag}`;
      if (found === undefined || found?.digest === build.digest) return [];
      if (found === null) return [gateErrors.imageGone.problem({ service, image, recorded: build.digest })];
      return [gateErrors.tagMoved.problem({ service, image, recorded: build.digest, found: found.digest })];
    }),
};
