import {
  CreateSecurityGroup$,
  CreateSubnet$,
  DescribeSecurityGroups$,
  DescribeSubnets$,
  type CreateSecurityGroupCommandInput,
  type CreateSecurityGroupResult,
  type CreateSubnetCommandInput,
  type CreateSubnetResult,
  type DescribeSecurityGroupsCommandInput,
  type DescribeSecurityGroupsResult,
  type DescribeSubnetsCommandInput,
  type DescribeSubnetsResult,
  type Filter,
  type Subnet as DescribedSubnet,
} from '@aws-sdk/client-ec2';
import { operation, type Api } from '../operation.ts';
import { AwsError } from '../protocol/aws-error.ts';
import type { Subnet } from './state.ts';

/** VPCs are names only: any may be given. */
const createSubnet = operation<CreateSubnetCommandInput, CreateSubnetResult>(CreateSubnet$, (input, call) => {
  const { VpcId: vpcId, CidrBlock: cidrBlock = '10.0.0.0/24' } = input;
  const subnet: Subnet = {
    id: `subnet-${call.world.seeded.hex(17, 'subnet', vpcId, cidrBlock)}`,
    vpcId,
    cidrBlock,
  };
  call.region.ec2.subnets.set(subnet.id, subnet);
  return { Subnet: describedSubnet(subnet) };
});

const describeSubnets = operation<DescribeSubnetsCommandInput, DescribeSubnetsResult>(
  DescribeSubnets$,
  ({ SubnetIds, Filters }, call) => {
    const { subnets } = call.region.ec2;
    const missing = SubnetIds?.find((id) => !subnets.has(id));
    if (missing !== undefined) {
      throw new AwsError('InvalidSubnetID.NotFound', `The subnet ID '${missing}' does not exist`);
    }
    const wanted = [...subnets.values()].filter(({ id }) => SubnetIds?.includes(id) ?? true);
    return { Subnets: filtered(wanted, Filters, 'subnet-id').map(describedSubnet) };
  },
);

const createSecurityGroup = operation<CreateSecurityGroupCommandInput, CreateSecurityGroupResult>(
  CreateSecurityGroup$,
  ({ GroupName: name, Description: description, VpcId: vpcId = 'vpc-default' }, call) => {
    const id = `sg-${call.world.seeded.hex(17, 'security group', vpcId, name)}`;
    call.region.ec2.securityGroups.set(id, { id, vpcId, name, description });
    return { GroupId: id };
  },
);

const describeSecurityGroups = operation<DescribeSecurityGroupsCommandInput, DescribeSecurityGroupsResult>(
  DescribeSecurityGroups$,
  ({ GroupIds, Filters }, call) => {
    const { securityGroups } = call.region.ec2;
    const missing = GroupIds?.find((id) => !securityGroups.has(id));
    if (missing !== undefined) {
      throw new AwsError('InvalidGroup.NotFound', `The security group '${missing}' does not exist`);
    }
    const wanted = [...securityGroups.values()].filter(({ id }) => GroupIds?.includes(id) ?? true);
    return {
      SecurityGroups: filtered(wanted, Filters, 'group-id').map(({ id, vpcId, name, description }) => ({
        GroupId: id,
        VpcId: vpcId,
        GroupName: name,
        Description: description,
      })),
    };
  },
);

export const ec2Api: Api = {
  service: 'ec2',
  protocol: {
    kind: 'query',
    version: '2016-11-15',
    namespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
    ec2: true,
  },
  validationError: 'InvalidParameterValue',
  enumerations: {},
  operations: [createSubnet, describeSubnets, createSecurityGroup, describeSecurityGroups],
};

/** By id and VPC; better an error than a filter that does nothing. */
function filtered<T extends { readonly id: string; readonly vpcId: string }>(
  all: readonly T[],
  filters: readonly Filter[] = [],
  idFilter: string,
): readonly T[] {
  return filters.reduce((left, { Name: name, Values: values = [] }) => {
    if (name === idFilter) return left.filter(({ id }) => values.includes(id));
    if (name === 'vpc-id') return left.filter(({ vpcId }) => values.includes(vpcId));
    throw new AwsError('InvalidParameterValue', `The filter '${name ?? ''}' is invalid`);
  }, all);
}

/** AWS keeps five addresses of each subnet for itself ("Subnet CIDR blocks", VPC user guide); those of tasks are not counted here. */
function describedSubnet({ id, vpcId, cidrBlock }: Subnet): DescribedSubnet {
  const free = 2 ** (32 - Number(cidrBlock.split('/')[1])) - 5;
  return {
    SubnetId: id,
    VpcId: vpcId,
    CidrBlock: cidrBlock,
    AvailableIpAddressCount: free,
    State: 'available',
  };
}
