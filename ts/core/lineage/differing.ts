/** One place at which two JSON values differ. */
export interface Difference {
  /** `services.service1.digest`, `approvedBy[0]`; empty where the values themselves differ. */
  readonly path: string;
  readonly found: unknown;
  readonly expected: unknown;
}

/** The first place, in the order of `expected`, at which `found` is another value; undefined where both are the same. */
export function firstDifference(found: unknown, expected: unknown, path = ''): Difference | undefined {
  if (!isObject(found) || !isObject(expected) || Array.isArray(found) !== Array.isArray(expected)) {
    return Object.is(found, expected) ? undefined : { path, found, expected };
  }
  for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const below = firstDifference(found[key], expected[key], join(path, key, Array.isArray(expected)));
    if (below) return below;
  }
  return undefined;
}

function join(path: string, key: string, inArray: boolean): string {
  if (inArray) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
