import type { PolicyDocument } from '../../ts/core/policy/document.ts';
import type { Question } from '../../ts/rehearsal/aws/authorization/asked.ts';

/**
 * Whether the policy answers the question with yes, as IAM evaluates one identity-based policy without a Deny: for each resource some
 * statement has the action, a pattern that fits, and every condition met. `*` in question is met by the pattern `*` alone.
 */
export function allows({ Statement }: PolicyDocument, { action, resources, context }: Question): boolean {
  return resources.every((resource) =>
    Statement.some(
      ({ Action, Resource, Condition = {} }) =>
        Action.includes(action) &&
        Resource.some((pattern) => fits(pattern, resource)) &&
        Object.values(Condition).every((keys) =>
          Object.entries(keys).every(([key, wanted]) => [wanted].flat().includes(context[key] ?? '')),
        ),
    ),
  );
}

function fits(pattern: string, resource: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(resource);
}
