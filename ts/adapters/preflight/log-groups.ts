import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { DeepAccess } from './deep.ts';

/** Groups come sorted by name, and a name stands before all that begin with it: one is enough to look at. */
export async function hasLogGroup(
  { logs, call }: DeepAccess,
  name: string,
  region: string | null,
): Promise<boolean> {
  const request = new DescribeLogGroupsCommand({ logGroupNamePrefix: name, limit: 1 });
  const { logGroups = [] } = await call('logs:DescribeLogGroups', (options) =>
    logs(region).send(request, options),
  );
  return logGroups[0]?.logGroupName === name;
}
