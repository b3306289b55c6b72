import {
  GetRoleCommand,
  SimulatePrincipalPolicyCommand,
  type ContextEntry,
  type EvaluationResult,
  type IAMClient,
} from '@aws-sdk/client-iam';
import type { Decision, Question } from '../../core/doctor/permissions.ts';
import type { Call } from '../aws/call.ts';

export interface IamAccess {
  readonly iam: IAMClient;
  readonly call: Call;
}

/**
 * What the policies and the permissions boundary of a user or a role say; policies of the resources, of the organisation's kind that
 * restricts resources, and of a session have no part in it (IAM user guide, "IAM policy testing with the IAM policy simulator").
 *
 * @param principal ARN of a user, a role or a session
 */
export async function decisions(
  access: IamAccess,
  principal: string,
  questions: readonly Question[],
): Promise<readonly Decision[]> {
  const source = await principalOf(access, principal);
  const answers = await Promise.all(questions.map((question) => simulated(access, source, question)));
  return answers.flat();
}

async function simulated(
  { iam, call }: IamAccess,
  source: string,
  question: Question,
): Promise<readonly Decision[]> {
  const results: EvaluationResult[] = [];
  let Marker: string | undefined;
  do {
    const request = new SimulatePrincipalPolicyCommand({
      PolicySourceArn: source,
      ActionNames: [...question.actions],
      ResourceArns: [...question.resources],
      ContextEntries: contextOf(question),
      Marker,
    });
    const page = await call('iam:SimulatePrincipalPolicy', (options) => iam.send(request, options));
    results.push(...(page.EvaluationResults ?? []));
    Marker = page.IsTruncated === true ? page.Marker : undefined;
  } while (Marker !== undefined);
  return results.map(decisionIn);
}

function contextOf({ context }: Question): ContextEntry[] {
  return Object.entries(context).map(([ContextKeyName, values]) => ({
    ContextKeyName,
    ContextKeyType: 'string',
    ContextKeyValues: [...values],
  }));
}

function decisionIn({
  EvalActionName: action = '',
  EvalResourceName: resource = '*',
  EvalDecision,
  MissingContextValues: missing = [],
}: EvaluationResult): Decision {
  const decision =
    EvalDecision === 'allowed' ? 'allowed' : EvalDecision === 'explicitDeny' ? 'denied' : 'notAllowed';
  return { action, resource, decision, missing };
}

/** IAM simulates users and roles, not sessions; the ARN of a session leaves out the path of its role. */
async function principalOf({ iam, call }: IamAccess, arn: string): Promise<string> {
  const [, name] = /^arn:[^:]+:sts::\d+:assumed-role\/([^/]+)\//.exec(arn) ?? [];
  if (name === undefined) return arn;
  const { Role } = await call('iam:GetRole', (options) =>
    iam.send(new GetRoleCommand({ RoleName: name }), options),
  );
  return Role?.Arn ?? arn;
}
