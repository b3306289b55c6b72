import * as z from 'zod/mini';

/** Whether ECS may assume a role, as far as its trust policy alone says. `depends`: on a condition that is not understood here. */
export type Trust =
  | { readonly kind: 'trusted' }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'depends'; readonly on: string };

const oneOrMore = z.union([z.string(), z.array(z.string())]);
const statementSchema = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: z.optional(oneOrMore),
  NotAction: z.optional(oneOrMore),
  Principal: z.optional(z.union([z.string(), z.record(z.string(), oneOrMore)])),
  NotPrincipal: z.optional(z.unknown()),
  Condition: z.optional(z.record(z.string(), z.record(z.string(), oneOrMore))),
});
type Statement = z.infer<typeof statementSchema>;
const policySchema = z.object({ Statement: z.union([statementSchema, z.array(statementSchema)]) });

/** Who the tasks of ECS are, when they ask for their role's credentials. */
const ecsTasks = 'ecs-tasks.amazonaws.com';

/**
 * Evaluates `sts:AssumeRole` by ECS: one Allow and no Deny. Understood are conditions on `aws:SourceAccount` and `aws:SourceArn`, which
 * ECS fills with the account and `arn:aws:ecs:REGION:ACCOUNT:*` ("Amazon ECS task IAM role", confused deputy).
 *
 * @param policy JSON
 * @param account the cluster's
 */
export function trustOfEcs(policy: string, account: string): Trust {
  const statements = statementsOf(policy);
  if (!statements) return { kind: 'depends', on: 'a trust policy that could not be read' };
  const about = statements
    .map((statement) => ({ effect: statement.Effect, applies: applies(statement, account) }))
    .filter(({ applies: how }) => how !== 'notAbout');
  const find = (effect: Statement['Effect'], clear: boolean) =>
    about.find((one) => one.effect === effect && one.applies !== 'no' && (one.applies === 'yes') === clear);
  if (find('Deny', true))
    return { kind: 'refused', why: `a statement of its trust policy denies ${ecsTasks}` };
  const perhapsDenied = find('Deny', false);
  if (perhapsDenied) return { kind: 'depends', on: perhapsDenied.applies };
  if (find('Allow', true)) return { kind: 'trusted' };
  const perhapsAllowed = find('Allow', false);
  if (perhapsAllowed) return { kind: 'depends', on: perhapsAllowed.applies };
  return {
    kind: 'refused',
    why:
      about.length === 0
        ? `its trust policy does not name ${ecsTasks}`
        : `the conditions of its trust policy do not fit account ${account}`,
  };
}

/** `yes`, `no`, `notAbout`, or what it depends on, in words. */
function applies(statement: Statement, account: string): string {
  const { Action, NotAction, NotPrincipal, Condition } = statement;
  if (NotAction !== undefined || NotPrincipal !== undefined)
    return 'NotAction or NotPrincipal in its trust policy';
  return names(Action, ['sts:AssumeRole']) && isOfEcs(statement) ? holds(Condition, account) : 'notAbout';
}

function statementsOf(policy: string): readonly Statement[] | undefined {
  try {
    const read = z.safeParse(policySchema, JSON.parse(policy));
    return read.success ? list(read.data.Statement) : undefined;
  } catch {
    return undefined;
  }
}

function isOfEcs({ Principal }: Statement): boolean {
  if (typeof Principal === 'string') return Principal === '*';
  return names(Principal?.['Service'], [ecsTasks]) || list(Principal?.['AWS'] ?? []).includes('*');
}

/** With the wildcards of IAM; upper and lower case are one. */
function names(patterns: string | readonly string[] | undefined, values: readonly string[]): boolean {
  return list(patterns ?? []).some((pattern) => values.some((value) => matches(pattern, value)));
}

/** `yes`, `no`, or the condition that can't be judged. */
function holds(condition: Statement['Condition'], account: string): string {
  for (const [operator, keys] of Object.entries(condition ?? {})) {
    for (const [key, wanted] of Object.entries(keys)) {
      const judged = judge(operator, key.toLowerCase(), list(wanted), account);
      if (judged !== 'yes') return judged;
    }
  }
  return 'yes';
}

function judge(operator: string, key: string, wanted: readonly string[], account: string): string {
  const compares = /^(String|Arn)(Equals|Like)(IgnoreCase)?(IfExists)?$/.test(operator);
  if (compares && key === 'aws:sourceaccount') return names(wanted, [account]) ? 'yes' : 'no';
  if (compares && key === 'aws:sourcearn') {
    const accounts = wanted.map((arn) => arn.split(':')[4] ?? '');
    return names(accounts, [account]) ? 'yes' : 'no';
  }
  return `its condition ${operator} on ${key}`;
}

function matches(pattern: string, value: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'i').test(value);
}

function list<T>(one: T | readonly T[]): readonly T[] {
  return Array.isArray(one) ? (one as readonly T[]) : [one as T];
}
