/** Statements of a policy, as far as the simulation reads them. */
interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface Decision {
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny';
  /** Condition keys that a simulation without context can't know. */
  readonly missing: readonly string[];
}

/** Condition keys of the request that is simulated, and their values. */
export type Context = ReadonlyMap<string, readonly string[]>;

/**
 * What inline policies say of an action on a resource. A condition holds where each of its keys has one of its values, whatever its
 * operator; a key that the context lacks is missing, and the statement does not apply.
 */
export function simulate(
  policies: readonly string[],
  action: string,
  resource: string,
  context: Context = new Map(),
): Decision {
  const about = policies
    .flatMap((policy) => list((JSON.parse(policy) as { Statement: Statement | Statement[] }).Statement))
    .filter(
      ({ Action, Resource }) => matchesAny(list(Action), action) && matchesAny(list(Resource), resource),
    );
  const missing = about.flatMap(({ Condition = {} }) =>
    keysOf(Condition).flatMap(([key]) => (context.has(key) ? [] : [key])),
  );
  const applying = about.filter(({ Condition = {} }) =>
    keysOf(Condition).every(([key, values]) => context.get(key)?.some((value) => values.includes(value))),
  );
  const denied = applying.some(({ Effect }) => Effect === 'Deny');
  const allowed = applying.some(({ Effect }) => Effect === 'Allow');
  return { decision: denied ? 'explicitDeny' : allowed ? 'allowed' : 'implicitDeny', missing };
}

function keysOf(
  condition: NonNullable<Statement['Condition']>,
): (readonly [key: string, values: unknown[]])[] {
  return Object.values(condition).flatMap((keys) =>
    Object.entries(keys).map(([key, values]) => [key, [values].flat()] as const),
  );
}

function matchesAny(patterns: readonly string[], value: string): boolean {
  return patterns.some((pattern) => {
    const source = pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    return new RegExp(`^${source}$`, 'i').test(value);
  });
}

function list<T>(one: T | readonly T[]): readonly T[] {
  return Array.isArray(one) ? (one as readonly T[]) : [one as T];
}
