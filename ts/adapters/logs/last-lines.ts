import { GetLogEventsCommand, type CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { Call } from '../aws/call.ts';

export interface LogsAccess {
  readonly logs: CloudWatchLogsClient;
  readonly call: Call;
}

/** Where a container's `awslogs` driver writes. */
export interface LogStream {
  readonly group: string;
  readonly stream: string;
}

/**
 * The last lines of a stream, oldest first. Lines of a log explain and never decide, so where they cannot be read, because the stream
 * was never made or this role may not, there are none.
 */
export async function lastLines(
  { logs, call }: LogsAccess,
  { group, stream }: LogStream,
  count: number,
): Promise<readonly string[]> {
  try {
    const { events = [] } = await call('logs:GetLogEvents', (options) =>
      logs.send(
        new GetLogEventsCommand({
          logGroupName: group,
          logStreamName: stream,
          limit: count,
          startFromHead: false,
        }),
        options,
      ),
    );
    return events.map(({ message = '' }) => message.replace(/\r?\n$/, ''));
  } catch (error) {
    if (isInterruption(error)) throw error;
    return [];
  }
}

function isInterruption(error: unknown): boolean {
  const problems = (error as { problems?: readonly { readonly category?: string }[] }).problems ?? [];
  return problems.some(({ category }) => category === 'interrupted');
}
