/**
 * What was asked for; undefined where AWS answered that there is no such thing.
 *
 * @param code as AWS sends it, without `Exception`: outside of the bundles the SDK's error has the name of a class, in them the code;
 * the retry policy may have wrapped it
 */
export async function unlessMissing<T>(code: string, asking: Promise<T>): Promise<T | undefined> {
  try {
    return await asking;
  } catch (error) {
    for (let inner = error; inner instanceof Error; inner = inner.cause) {
      if (inner.name.replace(/Exception$/, '') === code) return undefined;
    }
    throw error;
  }
}
