import type { Scope } from '../../core/policy/scope.ts';
import { arnOf, type Statement } from '../../core/policy/statement.ts';

/** Last lines of what a task that failed has said; without them a verdict has less to show, and nothing else changes. */
export function readLogs({ logGroups }: Scope): readonly Statement[] {
  return [
    {
      sid: 'ReadLogsOfTasks',
      actions: ['logs:GetLogEvents'],
      resources: logGroups.map(({ name, ...place }) =>
        arnOf({ ...place, service: 'logs', resource: `log-group:${name}:log-stream:*` }),
      ),
    },
  ];
}
