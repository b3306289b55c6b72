import type { DeepCheck, DeeplyChecked } from './check.ts';
import type { DeepFacts } from './facts.ts';
import { failed, ok, skipped, type Finding } from '../row.ts';
import { trustOfEcs } from './trust-policy.ts';

/** The role that ECS pulls, logs and reads secrets with, and the role of the program itself. */
export const roles: DeepCheck = (checked, facts) => [
  judge(checked, facts, 'execution-role', checked.needs.executionRole),
  judge(checked, facts, 'task-role', checked.needs.taskRole),
];

function judge(
  { subject: { account } }: DeeplyChecked,
  facts: DeepFacts,
  check: 'execution-role' | 'task-role',
  role: string | null,
): Finding {
  if (role === null) return ok(check, 'the task definition names none');
  const [, owner] = /^arn:[^:]+:iam::(\d+):/.exec(role) ?? [];
  if (owner !== undefined && owner !== account) {
    const next = 'Name a role of the cluster’s own account; it may assume others itself.';
    return failed(
      check,
      `${role} is not of account ${account}, and ECS passes no role across accounts`,
      next,
    );
  }
  const found = facts.roles.get(role) ?? { known: false, why: 'it was not asked for' };
  if (!found.known) return skipped(check, found.why);
  if (!found.value)
    return failed(check, `there is no role ${role}`, 'Create it, or correct the task definition.');
  const trust = trustOfEcs(found.value.trustPolicy, account);
  switch (trust.kind) {
    case 'trusted':
      return ok(check, `ECS may assume ${nameOf(role)}`);
    case 'depends':
      return skipped(check, `whether ECS may assume ${nameOf(role)} depends on ${trust.on}`);
    case 'refused':
      return failed(
        check,
        `ECS may not assume ${nameOf(role)}: ${trust.why}`,
        'Allow sts:AssumeRole to the service ecs-tasks.amazonaws.com in the role’s trust policy.',
      );
  }
}

/** The last part of an ARN, for the role may have a path. */
export function nameOf(role: string): string {
  return role.slice(role.lastIndexOf('/') + 1);
}
