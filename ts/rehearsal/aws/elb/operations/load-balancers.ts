import {
  CreateLoadBalancer$,
  DescribeLoadBalancers$,
  DuplicateLoadBalancerNameException$,
  LoadBalancerNotFoundException$,
  type CreateLoadBalancerCommandInput,
  type CreateLoadBalancerOutput,
  type DescribeLoadBalancersCommandInput,
  type DescribeLoadBalancersOutput,
  type LoadBalancer as DescribedLoadBalancer,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../operation.ts';
import { pageOf } from '../../pages.ts';
import { modelled } from '../../protocol/aws-error.ts';
import { invalidMarker, loadBalancerOf } from '../find.ts';
import type { LoadBalancer } from '../state.ts';

export const createLoadBalancer = operation<CreateLoadBalancerCommandInput, CreateLoadBalancerOutput>(
  CreateLoadBalancer$,
  (input, call) => {
    const { elb, accountId, name: region } = call.region;
    if ([...elb.loadBalancers.values()].some(({ name }) => name === input.Name)) {
      throw modelled(
        DuplicateLoadBalancerNameException$,
        `A load balancer with the same name '${input.Name}' exists, but with different settings`,
      );
    }
    const type = input.Type ?? 'application';
    const kind = { application: 'app', network: 'net', gateway: 'gwy' }[type];
    const id = call.world.seeded.hex(16, 'load balancer', accountId, region, input.Name);
    const balancer: LoadBalancer = {
      arn: `arn:aws:elasticloadbalancing:${region}:${accountId}:loadbalancer/${kind}/${input.Name}/${id}`,
      name: input.Name,
      dnsName: `${input.Name}-${parseInt(id.slice(0, 8), 16)}.${region}.elb.amazonaws.com`,
      type,
      createdAt: call.world.now(),
    };
    elb.loadBalancers.set(balancer.arn, balancer);
    return { LoadBalancers: [described(balancer)] };
  },
);

export const describeLoadBalancers = operation<
  DescribeLoadBalancersCommandInput,
  DescribeLoadBalancersOutput
>(DescribeLoadBalancers$, (input, call) => {
  const { elb } = call.region;
  const all = [...elb.loadBalancers.values()];
  const named = input.Names?.map((name) => {
    const balancer = all.find((each) => each.name === name);
    if (!balancer) throw modelled(LoadBalancerNotFoundException$, `Load balancers '[${name}]' not found`);
    return balancer;
  });
  const page = pageOf(
    input.LoadBalancerArns?.map((arn) => loadBalancerOf(elb, arn)) ?? named ?? all,
    { size: input.PageSize, largest: 400, token: input.Marker },
    invalidMarker,
  );
  return { LoadBalancers: page.items.map(described), NextMarker: page.nextToken };
});

function described(balancer: LoadBalancer): DescribedLoadBalancer {
  return {
    LoadBalancerArn: balancer.arn,
    LoadBalancerName: balancer.name,
    DNSName: balancer.dnsName,
    CreatedTime: new Date(balancer.createdAt),
    Scheme: 'internet-facing',
    State: { Code: 'active' },
    Type: balancer.type,
    IpAddressType: 'ipv4',
  };
}
