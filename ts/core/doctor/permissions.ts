import type { PolicyDocument, PolicyStatement } from '../policy/document.ts';
import { failed, skipped, together } from '../preflight/row.ts';
import type { DoctorFinding } from './row.ts';
import { several } from './several.ts';

/** One question to IAM's policy simulator: may these actions be done on these resources, in a request with these keys? */
export interface Question {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Condition keys and their values. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/** IAM's answer for one action on one resource. */
export interface Decision {
  readonly action: string;
  readonly resource: string;
  readonly decision: 'allowed' | 'denied' | 'notAllowed';
  /** Condition keys of its policies that the question did not have. */
  readonly missing: readonly string[];
}

/**
 * The questions whose answers say whether a role has a policy. A pattern of a resource is asked about as it stands: the very policy, and
 * every wider one, allows it, and a narrower one does not.
 */
export function questionsOf({ Statement }: PolicyDocument): readonly Question[] {
  return Statement.map(({ Sid: sid, Action: actions, Resource: resources, Condition }) => ({
    sid,
    actions,
    resources,
    context: contextOf(Condition),
  }));
}

/** What makes the conditions of our own statements hold: they are all of the kind that a key has one of some values. */
function contextOf(condition: PolicyStatement['Condition'] = {}): Question['context'] {
  return Object.fromEntries(
    Object.values(condition).flatMap((keys) =>
      Object.entries(keys).map(([key, values]) => [key, [values].flat()] as const),
    ),
  );
}

/**
 * @param who the role that was asked about
 * @param prints the command that prints the policy
 */
export function judgePermissions(
  check: 'permissions' | 'agent-permissions',
  decisions: readonly Decision[],
  { who, prints }: { readonly who: string; readonly prints: string },
): readonly DoctorFinding[] {
  const lacks = (wanted: Decision['decision']) =>
    decisions.filter(({ decision, missing }) => decision === wanted && missing.length === 0);
  const unsure = decisions.filter(({ decision, missing }) => decision !== 'allowed' && missing.length > 0);
  const findings = [
    ...row(
      check,
      lacks('notAllowed'),
      `${who} is not allowed`,
      `Give it the policy that \`${prints}\` prints.`,
    ),
    ...row(
      check,
      lacks('denied'),
      `a policy forbids ${who}`,
      `Take the Deny out of its policies or its boundary; what it needs, \`${prints}\` prints.`,
    ),
    ...unsure
      .slice(0, 1)
      .map(({ missing }) =>
        skipped(
          check,
          `whether ${who} may ${actionsIn(unsure)} depends on ${several([...new Set(missing)])}`,
        ),
      ),
  ];
  return together(check, findings, `${who} may do all that \`${prints}\` prints`);
}

function row(
  check: 'permissions' | 'agent-permissions',
  lacking: readonly Decision[],
  what: string,
  next: string,
): readonly DoctorFinding[] {
  if (lacking.length === 0) return [];
  const on = several([...new Set(lacking.map(({ resource }) => resource))]);
  return [failed(check, `${what} ${actionsIn(lacking)} on ${on}`, next)];
}

function actionsIn(decisions: readonly Decision[]): string {
  return several([...new Set(decisions.map(({ action }) => action))]);
}
