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

/** What inline policies say of an action on a resource. A statement with a condition does not apply, since there is no context. */
export function simulate(policies: readonly string[], action: string, resource: string): Decision {
  const about = policies
    .flatMap((policy) => list((JSON.parse(policy) as { Statement: Statement | Statement[] }).Statement))
    .filter(
      ({ Action, Resource }) => matchesAny(list(Action), action) && matchesAny(list(Resource), resource),
    );
  const missing = about.flatMap(({ Condition = {} }) =>
    Object.values(Condition).flatMap((keys) => Object.keys(keys)),
  );
  const applying = about.filter(({ Condition }) => Condition === undefined);
  const denied = applying.some(({ Effect }) => Effect === 'Deny');
  const allowed = applying.some(({ Effect }) => Effect === 'Allow');
  return { decision: denied ? 'explicitDeny' : allowed ? 'allowed' : 'implicitDeny', missing };
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
