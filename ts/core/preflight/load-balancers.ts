import type { Check } from './check.ts';
import type { Facts, ServiceLoadBalancer, TargetGroup } from './facts.ts';
import { needsOf, type Needs } from './needs.ts';
import { failed, ok, skipped, together, type Finding } from './row.ts';

/** Whether tasks of the new definition can be registered where the service sends its traffic. */
export const targetGroups: Check = ({ subject, settings: { loadBalancers } }, facts) => {
  if (loadBalancers.length === 0) return [ok('target-group', 'the service has no load balancer')];
  const needs = needsOf(subject.definition);
  const findings = loadBalancers.flatMap((balancer) => [
    container(balancer, needs),
    ...groupsOf(balancer).map((group) => targetGroup(group, needs, facts)),
  ]);
  const names = new Set(loadBalancers.flatMap(groupsOf).map(groupName));
  return together(
    'target-group',
    findings,
    `${[...names].join(', ')} take the tasks of ${portsOf(loadBalancers)}`,
  );
};

export function groupsOf({ targetGroup: group, alternate }: ServiceLoadBalancer): readonly string[] {
  return alternate === null ? [group] : [group, alternate];
}

/** `service1-live` of a target group's ARN. */
export function groupName(arn: string): string {
  return arn.split('/')[1] ?? arn;
}

function container({ container: name, port }: ServiceLoadBalancer, needs: Needs): Finding {
  const ports = needs.ports.get(name);
  const next = 'Correct the load balancer of the service or the port mappings of the task definition.';
  if (!ports)
    return failed(
      'target-group',
      `the load balancer wants a container ${name}, which the task definition does not have`,
      next,
    );
  if (ports.includes(port)) return ok('target-group', name);
  const given = ports.length === 0 ? 'none' : ports.join(', ');
  return failed(
    'target-group',
    `the load balancer wants port ${port} of ${name}, whose ports are: ${given}`,
    next,
  );
}

function targetGroup(arn: string, needs: Needs, facts: Facts): Finding {
  if (!facts.targetGroups.known) return skipped('target-group', facts.targetGroups.why);
  const found = facts.targetGroups.value.get(arn);
  const wrong = found ? misfit(found, needs.networkMode) : 'does not exist';
  return wrong === null
    ? ok('target-group', arn)
    : failed(
        'target-group',
        `the target group ${groupName(arn)} ${wrong}`,
        'Correct it in the stack of the load balancer.',
      );
}

/** `awsvpc` gives tasks an address of their own; in the other modes it is the instance's ("Target group", ECS developer guide). */
function misfit({ targetType, loadBalancers }: TargetGroup, networkMode: string): string | null {
  const wanted = networkMode === 'awsvpc' ? 'ip' : 'instance';
  if (networkMode !== 'none' && targetType !== wanted)
    return `has targets of the type ${targetType}, and tasks with the network mode ${networkMode} need ${wanted}`;
  return loadBalancers.length === 0 ? 'has no load balancer, so its targets are never healthy' : null;
}

function portsOf(loadBalancers: readonly ServiceLoadBalancer[]): string {
  return loadBalancers.map(({ container: name, port }) => `${name}:${port}`).join(', ');
}
