import type * as z from 'zod/mini';
import { usageErrors } from '../core/errors/catalogue/usage.ts';
import type { Problem } from '../core/errors/problem.ts';
import { suggest } from '../core/errors/suggest.ts';
import type { Member } from '../steps/members.ts';

/** How messages name a member, or the value at `inside` in it. */
export type Label = (member: Member, inside: readonly string[]) => string;

type Issue = z.core.$ZodIssue;

/** Says one of the schema's complaints in our words, with the value it is about. */
export function issueProblem(
  issue: Issue,
  input: Readonly<Record<string, unknown>>,
  members: readonly Member[],
  labelOf: Label,
): Problem {
  const [first, ...deeper] = issue.path.map(String);
  const member = members.find(({ name }) => name === first);
  const what = member ? labelOf(member, deeper) : (first ?? 'the input');
  const value = issue.path.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key],
    input,
  );
  const allowed = issue.code === 'invalid_value' ? issue.values.map(String) : [];
  return usageErrors.badValue.problem({
    what,
    rule: ruleOf(issue),
    value: shown(value),
    meant: typeof value === 'string' ? suggest(value, allowed) : undefined,
  });
}

/** Completes the sentence "… must be …". */
function ruleOf(issue: Issue): string {
  // A schema that brings its own message knows best; zod/mini without a locale says only this.
  if (issue.message !== '' && issue.message !== 'Invalid input') return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return types[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return bound('at least', issue.minimum, issue.origin, issue.inclusive !== false);
    case 'too_big':
      return bound('at most', issue.maximum, issue.origin, issue.inclusive !== false);
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return issue.pattern === undefined ? `a valid ${issue.format}` : `like ${issue.pattern}`;
    case 'unrecognized_keys':
      return `without ${issue.keys.join(', ')}`;
    case 'invalid_union':
      return [...new Set(issue.errors.flat().map(ruleOf))].join(' or ') || 'something else';
    case 'invalid_key':
    case 'invalid_element':
      return [...new Set(issue.issues.map(ruleOf))].join(' and ');
    case 'custom':
      return 'valid';
  }
}

const types: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function bound(words: string, limit: number | bigint, origin: string, inclusive: boolean): string {
  const edge = inclusive ? `${words} ${limit}` : `${words === 'at least' ? 'more' : 'less'} than ${limit}`;
  if (origin === 'string')
    return limit === 1 && words === 'at least' ? 'not empty' : `${edge} characters long`;
  return origin === 'array' || origin === 'set' ? `a list of ${edge}` : edge;
}

function shown(value: unknown): string {
  const text = value === undefined ? 'absent' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
