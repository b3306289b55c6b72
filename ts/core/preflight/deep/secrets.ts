import type { DeepCheck, DeeplyChecked } from './check.ts';
import type { DeepFacts, Stored } from './facts.ts';
import type { Reference } from './references.ts';
import { nameOf } from './roles.ts';
import { failed, ok, skipped, together, type Finding } from '../row.ts';

/** Everything a container or a registry reads before the first line of the program runs. Values are never asked for. */
export const secrets: DeepCheck = (checked, facts) => {
  const { references } = checked.needs;
  if (references.length === 0) {
    const none = 'the task definition names none';
    return [ok('secrets', none), ok('secret-access', none)];
  }
  return [
    ...together(
      'secrets',
      references.map((reference) => existence(reference, facts)),
      `${counted(references)} there`,
    ),
    ...access(references, checked, facts),
  ];
};

function existence(reference: Reference, facts: DeepFacts): Finding {
  const found = facts.secrets.get(reference.valueFrom) ?? { known: false, why: 'it was not asked for' };
  if (!found.known) return skipped('secrets', found.why);
  const named = `${reference.valueFrom} (${reference.usedAs})`;
  const gone = found.value === null ? 'does not exist' : unreadable(found.value, reference);
  if (gone === null) return ok('secrets', named);
  return failed('secrets', `${named} ${gone}`, 'Create or restore it, or correct the task definition.');
}

/** Why the value that is asked for could not be had by anyone; null where it could. */
function unreadable({ beingDeleted, versions }: Stored, { label, versionId }: Reference): string | null {
  if (beingDeleted) return 'is scheduled for deletion';
  if (versions === null) return null;
  if (versionId !== null && !(versionId in versions)) return `has no version ${versionId}`;
  const labels = versionId === null ? Object.values(versions).flat() : (versions[versionId] ?? []);
  return label === null || labels.includes(label) ? null : `has no version with the label ${label}`;
}

function access(
  references: readonly Reference[],
  checked: DeeplyChecked,
  facts: DeepFacts,
): readonly Finding[] {
  const { executionRole } = checked.needs;
  if (executionRole === null) {
    const next = 'Give the task definition an executionRoleArn.';
    return [
      failed(
        'secret-access',
        `${counted(references)} needed, and there is no execution role to read with`,
        next,
      ),
    ];
  }
  return together(
    'secret-access',
    references.map((reference) => readable(reference, executionRole, facts)),
    `${nameOf(executionRole)} may read ${references.length === 1 ? 'it' : `all ${references.length}`}`,
  );
}

function readable({ valueFrom, store }: Reference, role: string, facts: DeepFacts): Finding {
  const found = facts.access.get(`${role} ${valueFrom}`) ?? {
    known: false,
    why: 'what does not exist can’t be read',
  };
  if (!found.known) return skipped('secret-access', found.why);
  const action = store === 'secretsManager' ? 'secretsmanager:GetSecretValue' : 'ssm:GetParameters';
  switch (found.value) {
    case 'allowed':
      return ok('secret-access', valueFrom);
    case 'depends':
      return skipped(
        'secret-access',
        `whether ${nameOf(role)} may read ${valueFrom} depends on conditions of its policies`,
      );
    case 'perhapsByItsPolicy':
      return skipped(
        'secret-access',
        `the policies of ${nameOf(role)} do not let it read ${valueFrom}; that secret’s own policy, which is not judged, may`,
      );
    case 'denied':
    case 'notAllowed':
      return failed(
        'secret-access',
        `${nameOf(role)} may not read ${valueFrom}: ${found.value === 'denied' ? 'a policy denies it' : 'no policy allows it'}`,
        `Allow ${action} on it to ${nameOf(role)}.`,
      );
  }
}

function counted(references: readonly Reference[]): string {
  return references.length === 1
    ? '1 secret or parameter is'
    : `${references.length} secrets and parameters are`;
}
