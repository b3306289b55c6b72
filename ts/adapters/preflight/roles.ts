import { GetRoleCommand, SimulatePrincipalPolicyCommand, type EvaluationResult } from '@aws-sdk/client-iam';
import type { Access, Role } from '../../core/preflight/deep/facts.ts';
import { unlessMissing } from '../aws/unless-missing.ts';
import type { DeepAccess } from './deep.ts';

/** @param arn ARN, or the name alone as a task definition may have it */
export async function role({ iam, call }: DeepAccess, arn: string): Promise<Role | undefined> {
  const request = new GetRoleCommand({ RoleName: arn.slice(arn.lastIndexOf('/') + 1) });
  const answer = await unlessMissing(
    'NoSuchEntity',
    call('iam:GetRole', (options) => iam.send(request, options)),
  );
  // IAM hands policies out URL-encoded (API reference, GetRole).
  return answer?.Role && { trustPolicy: decodeURIComponent(answer.Role.AssumeRolePolicyDocument ?? '') };
}

/** What the role's policies and permissions boundary say of one action; policies of the resource have no part in it. */
export async function simulated(
  { iam, call }: DeepAccess,
  arn: string,
  action: string,
  resource: string,
): Promise<Access> {
  const request = new SimulatePrincipalPolicyCommand({
    PolicySourceArn: await fullArn({ iam, call }, arn),
    ActionNames: [action],
    ResourceArns: [resource],
  });
  const answer = await call('iam:SimulatePrincipalPolicy', (options) => iam.send(request, options));
  return accessIn(answer.EvaluationResults?.[0]);
}

/** A condition on what only the real request has makes the simulation say no without meaning it. */
function accessIn(result: EvaluationResult | undefined): Access {
  if (result?.EvalDecision === 'allowed') return 'allowed';
  if ((result?.MissingContextValues?.length ?? 0) > 0) return 'depends';
  return result?.EvalDecision === 'explicitDeny' ? 'denied' : 'notAllowed';
}

async function fullArn({ iam, call }: Pick<DeepAccess, 'iam' | 'call'>, arn: string): Promise<string> {
  if (arn.startsWith('arn:')) return arn;
  const request = new GetRoleCommand({ RoleName: arn });
  const { Role: found } = await call('iam:GetRole', (options) => iam.send(request, options));
  return found?.Arn ?? arn;
}
