import {
  CreateTargetGroup$,
  DescribeTargetGroupAttributes$,
  DescribeTargetGroups$,
  DuplicateTargetGroupNameException$,
  ModifyTargetGroupAttributes$,
  TargetGroupNotFoundException$,
  type CreateTargetGroupCommandInput,
  type CreateTargetGroupOutput,
  type DescribeTargetGroupAttributesCommandInput,
  type DescribeTargetGroupAttributesOutput,
  type DescribeTargetGroupsCommandInput,
  type DescribeTargetGroupsOutput,
  type ModifyTargetGroupAttributesCommandInput,
  type ModifyTargetGroupAttributesOutput,
  type ProtocolEnum,
  type TargetGroup as DescribedTargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation, type Call } from '../../operation.ts';
import { pageOf } from '../../pages.ts';
import { modelled } from '../../protocol/aws-error.ts';
import { invalidMarker, targetGroupOf } from '../find.ts';
import { loadBalancersOf, type ElbState, type TargetGroup } from '../state.ts';

/** Defaults are those of an application load balancer's group. */
export const createTargetGroup = operation<CreateTargetGroupCommandInput, CreateTargetGroupOutput>(
  CreateTargetGroup$,
  (input, call) => {
    const { elb, accountId, name: region } = call.region;
    if ([...elb.targetGroups.values()].some(({ name }) => name === input.Name)) {
      throw modelled(
        DuplicateTargetGroupNameException$,
        `A target group with the same name '${input.Name}' exists, but with different settings`,
      );
    }
    const id = call.world.seeded.hex(16, 'target group', accountId, region, input.Name);
    const group: TargetGroup = {
      arn: `arn:aws:elasticloadbalancing:${region}:${accountId}:targetgroup/${input.Name}/${id}`,
      name: input.Name,
      protocol: input.Protocol ?? 'HTTP',
      port: input.Port ?? 80,
      vpcId: input.VpcId ?? 'vpc-0123456789abcdef0',
      targetType: input.TargetType ?? 'instance',
      check: {
        path: input.HealthCheckPath ?? '/',
        matcher: input.Matcher?.HttpCode ?? '200',
        intervalSeconds: input.HealthCheckIntervalSeconds ?? 30,
        timeoutSeconds: input.HealthCheckTimeoutSeconds ?? 5,
        healthyThreshold: input.HealthyThresholdCount ?? 5,
        unhealthyThreshold: input.UnhealthyThresholdCount ?? 2,
      },
      attributes: new Map([['deregistration_delay.timeout_seconds', '300']]),
      targets: new Map(),
    };
    elb.targetGroups.set(group.arn, group);
    return { TargetGroups: [described(elb, group)] };
  },
);

export const describeTargetGroups = operation<DescribeTargetGroupsCommandInput, DescribeTargetGroupsOutput>(
  DescribeTargetGroups$,
  (input, call) => {
    const { elb } = call.region;
    const page = pageOf(
      wanted(input, call),
      { size: input.PageSize, largest: 400, token: input.Marker },
      invalidMarker,
    );
    return { TargetGroups: page.items.map((group) => described(elb, group)), NextMarker: page.nextToken };
  },
);

function wanted(input: DescribeTargetGroupsCommandInput, call: Call): TargetGroup[] {
  const { elb } = call.region;
  if (input.TargetGroupArns) return input.TargetGroupArns.map((arn) => targetGroupOf(elb, arn));
  const all = [...elb.targetGroups.values()];
  if (input.Names) {
    return input.Names.map((name) => {
      const group = all.find((each) => each.name === name);
      if (!group) throw modelled(TargetGroupNotFoundException$, 'One or more target groups not found');
      return group;
    });
  }
  const { LoadBalancerArn: balancer } = input;
  if (balancer === undefined) return all;
  return all.filter((group) => loadBalancersOf(elb, group).some(({ arn }) => arn === balancer));
}

export const modifyTargetGroupAttributes = operation<
  ModifyTargetGroupAttributesCommandInput,
  ModifyTargetGroupAttributesOutput
>(ModifyTargetGroupAttributes$, (input, call) => {
  const group = targetGroupOf(call.region.elb, input.TargetGroupArn);
  for (const { Key, Value } of input.Attributes) group.attributes.set(Key ?? '', Value ?? '');
  return { Attributes: attributesOf(group) };
});

export const describeTargetGroupAttributes = operation<
  DescribeTargetGroupAttributesCommandInput,
  DescribeTargetGroupAttributesOutput
>(DescribeTargetGroupAttributes$, (input, call) => ({
  Attributes: attributesOf(targetGroupOf(call.region.elb, input.TargetGroupArn)),
}));

function attributesOf(group: TargetGroup): { Key: string; Value: string }[] {
  return [...group.attributes].map(([Key, Value]) => ({ Key, Value }));
}

function described(state: ElbState, group: TargetGroup): DescribedTargetGroup {
  return {
    TargetGroupArn: group.arn,
    TargetGroupName: group.name,
    Protocol: group.protocol as ProtocolEnum,
    Port: group.port,
    VpcId: group.vpcId,
    HealthCheckProtocol: group.protocol as ProtocolEnum,
    HealthCheckPort: 'traffic-port',
    HealthCheckEnabled: true,
    HealthCheckIntervalSeconds: group.check.intervalSeconds,
    HealthCheckTimeoutSeconds: group.check.timeoutSeconds,
    HealthyThresholdCount: group.check.healthyThreshold,
    UnhealthyThresholdCount: group.check.unhealthyThreshold,
    HealthCheckPath: group.check.path,
    Matcher: { HttpCode: group.check.matcher },
    LoadBalancerArns: loadBalancersOf(state, group).map(({ arn }) => arn),
    TargetType: group.targetType,
  };
}
