/**
 * Whether AWS answered with the error `code`, as it sends it, without `Exception`: outside of the bundles the SDK's error has the name
 * of a class, in them the code; the retry policy may have wrapped it.
 */
export function errorNamed(error: unknown, code: string): boolean {
  for (let inner = error; inner instanceof Error; inner = inner.cause)
    if (inner.name.replace(/Exception$/, '') === code) return true;
  return false;
}
