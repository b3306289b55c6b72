import { DescribeSecurityGroupsCommand, DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import type { Subnet } from '../../core/preflight/deep/facts.ts';
import { inChunks } from '../ecs/access.ts';
import type { DeepAccess } from './deep.ts';

/** Values that one filter takes at most (EC2 API reference, "Filtering"). */
const valuesPerFilter = 200;

/** By id. Filters leave out what does not exist, where a list of ids would be refused as a whole. */
export async function subnets(
  { ec2, call }: DeepAccess,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Subnet>> {
  const found = new Map<string, Subnet>();
  for (const chunk of inChunks(ids, valuesPerFilter)) {
    const request = new DescribeSubnetsCommand({ Filters: [{ Name: 'subnet-id', Values: [...chunk] }] });
    const { Subnets = [] } = await call('ec2:DescribeSubnets', (options) => ec2.send(request, options));
    for (const { SubnetId = '', VpcId = '', AvailableIpAddressCount: freeAddresses = 0 } of Subnets)
      found.set(SubnetId, { vpcId: VpcId, freeAddresses });
  }
  return found;
}

/** VPCs by id of the group. */
export async function securityGroups(
  { ec2, call }: DeepAccess,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const chunk of inChunks(ids, valuesPerFilter)) {
    const request = new DescribeSecurityGroupsCommand({
      Filters: [{ Name: 'group-id', Values: [...chunk] }],
    });
    const { SecurityGroups = [] } = await call('ec2:DescribeSecurityGroups', (options) =>
      ec2.send(request, options),
    );
    for (const { GroupId = '', VpcId = '' } of SecurityGroups) found.set(GroupId, VpcId);
  }
  return found;
}
