import * as z from 'zod/mini';

/**
 * An object whose members are all known, with the phrase that completes "must be …" when it is no object at all. (zod asks an object's
 * message for unknown members too; there the known ones are what `checkShape` needs.)
 */
export function closedMap<Shape extends z.core.$ZodLooseShape>(expected: string, shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : expected),
  });
}
