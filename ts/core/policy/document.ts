import type { Condition, Statement } from './statement.ts';

/** An identity-based policy, as IAM takes it. */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Condition;
}

/** Actions that are allowed on `*`, and why nothing narrower can be said. */
export interface Exception {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly reason: string;
}

export interface Policy {
  readonly document: PolicyDocument;
  readonly exceptions: readonly Exception[];
}

/**
 * One policy of what several parts ask for. What is asked alike of several environments is one statement with the resources of all;
 * what several parts ask for is there once.
 */
export function policyOf(asked: readonly Statement[]): Policy {
  const merged = new Map<string, Statement>();
  for (const statement of asked.filter(({ resources }) => !('length' in resources) || resources.length > 0)) {
    const { sid, actions, condition = null } = statement;
    const key = JSON.stringify([sid, actions, condition]);
    const before = merged.get(key);
    merged.set(key, before ? { ...before, resources: both(before, statement) } : statement);
  }
  const statements = withOwnSids([...merged.values()]);
  return {
    document: { Version: '2012-10-17', Statement: statements.map(written) },
    exceptions: statements.flatMap(({ sid, actions, resources }) =>
      'everything' in resources ? [{ sid, actions, reason: resources.everything }] : [],
    ),
  };
}

function both({ resources: a }: Statement, { resources: b }: Statement): Statement['resources'] {
  return 'everything' in a || 'everything' in b ? a : [...new Set([...a, ...b])];
}

/** IAM wants each Sid once: the same part of several environments may differ in its condition. */
function withOwnSids(statements: readonly Statement[]): readonly Statement[] {
  const taken = new Map<string, number>();
  return statements.map((statement) => {
    const before = taken.get(statement.sid) ?? 0;
    taken.set(statement.sid, before + 1);
    return before === 0 ? statement : { ...statement, sid: `${statement.sid}${before + 1}` };
  });
}

function written({ sid, actions, resources, condition }: Statement): PolicyStatement {
  return {
    Sid: sid,
    Effect: 'Allow',
    Action: [...actions].sort(),
    Resource: 'everything' in resources ? ['*'] : [...new Set(resources)].sort(),
    ...(condition && { Condition: condition }),
  };
}
