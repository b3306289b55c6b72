/**
 * The answer to a question to AWS: what it said, or why there is no answer (a permission that is missing, a part of the program that is
 * not here). A preflight must not refuse a promotion for what it was not allowed to see, so the two are never mixed up.
 */
export type Looked<T> =
  { readonly known: true; readonly value: T } | { readonly known: false; readonly why: string };

export function known<T>(value: T): Looked<T> {
  return { known: true, value };
}

export function unknown(why: string): Looked<never> {
  return { known: false, why };
}
