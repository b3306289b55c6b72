import type { Statement } from '../../core/policy/statement.ts';

/** GetCallerIdentity needs no permission ("No permissions are required to perform this operation", STS API reference). */
export function assumeRoles(roles: readonly string[]): readonly Statement[] {
  return [{ sid: 'ActAsEnvironments', actions: ['sts:AssumeRole'], resources: [...new Set(roles)] }];
}
