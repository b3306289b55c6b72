import * as z from 'zod/mini';

const rule =
  'a name of letters, digits, "-" and "_" that starts with a letter, at most 63 long, and is no word of JavaScript objects';

/**
 * What a service or an environment may be called. The name stands in file names, in ECS names and in the names of environment
 * variables, so it keeps to what all of them take; a name that every JavaScript object has (`constructor`) is refused, because a
 * look-up by name would find that instead of nothing.
 */
export const serviceName = z.string(rule).check(
  z.regex(/^[A-Za-z][A-Za-z0-9_-]{0,62}$/, rule),
  z.refine((name) => !(name in {}), rule),
);
