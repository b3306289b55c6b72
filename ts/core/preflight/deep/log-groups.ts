import type { DeepCheck } from './check.ts';
import { failed, ok, skipped, together } from '../row.ts';

/** Without its log group a container does not start, unless the agent may create it. */
export const logGroups: DeepCheck = ({ needs }, facts) => {
  if (needs.logGroups.length === 0) return [ok('log-group', 'nothing is logged to CloudWatch')];
  const findings = needs.logGroups.map(({ name, region, created }) => {
    if (created) return ok('log-group', `${name} is created when it is missing`);
    const found = facts.logGroups.get(logGroupKey(name, region)) ?? {
      known: false,
      why: 'it was not asked for',
    };
    if (!found.known) return skipped('log-group', found.why);
    if (found.value) return ok('log-group', name);
    return failed(
      'log-group',
      `there is no log group ${name}${region === null ? '' : ` in ${region}`}`,
      'Create it, or set awslogs-create-group and allow logs:CreateLogGroup to the execution role.',
    );
  });
  return together('log-group', findings, [...new Set(findings.map(({ what }) => what))].join(', '));
};

/** How `Facts.logGroups` is asked. */
export function logGroupKey(name: string, region: string | null): string {
  return `${region ?? ''} ${name}`;
}
