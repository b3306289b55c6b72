import { errorNamed } from './error-named.ts';

/** What was asked for; undefined where AWS answered with the error `code` (`errorNamed`), that there is no such thing. */
export async function unlessMissing<T>(code: string, asking: Promise<T>): Promise<T | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (errorNamed(error, code)) return undefined;
    throw error;
  }
}
