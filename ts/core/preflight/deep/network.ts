import type { DeepCheck, DeeplyChecked } from './check.ts';
import type { DeepFacts } from './facts.ts';
import { failed, ok, skipped, type Finding } from '../row.ts';

/** Tasks with addresses of their own: is there a place for each that is added, and do the security groups apply there. */
export const network: DeepCheck = (checked, facts) => {
  const { network: settings } = checked.settings;
  if (!settings || checked.needs.networkMode !== 'awsvpc') {
    const none = 'the tasks have no network interfaces of their own';
    return [ok('subnets', none), ok('security-groups', none)];
  }
  return [subnets(settings.subnets, checked, facts), securityGroups(settings, facts)];
};

function subnets(
  ids: readonly string[],
  { addedInSubnets: added }: DeeplyChecked,
  facts: DeepFacts,
): Finding {
  if (!facts.subnets.known) return skipped('subnets', facts.subnets.why);
  const all = facts.subnets.value;
  const missing = ids.filter((id) => !all.has(id));
  if (missing.length > 0)
    return failed(
      'subnets',
      `there is no ${missing.join(', ')}`,
      'Correct the network configuration of the service.',
    );
  const free = ids.reduce((sum, id) => sum + (all.get(id)?.freeAddresses ?? 0), 0);
  const what = `${free} free addresses in ${ids.join(', ')} for the ${added} tasks that are added`;
  return free >= added
    ? ok('subnets', what)
    : failed('subnets', what, 'Free addresses, add a subnet to the service, or lower its maximum percent.');
}

function securityGroups(
  settings: { readonly subnets: readonly string[]; readonly securityGroups: readonly string[] },
  facts: DeepFacts,
): Finding {
  const { securityGroups: ids } = settings;
  if (ids.length === 0) return ok('security-groups', 'none is named, so the VPC’s default is used');
  if (!facts.securityGroups.known) return skipped('security-groups', facts.securityGroups.why);
  const vpcs = facts.securityGroups.value;
  const missing = ids.filter((id) => !vpcs.has(id));
  const next = 'Correct the network configuration of the service.';
  if (missing.length > 0) return failed('security-groups', `there is no ${missing.join(', ')}`, next);
  const known = facts.subnets.known ? facts.subnets.value : new Map<string, { vpcId: string }>();
  const home = settings.subnets.map((id) => known.get(id)?.vpcId).find((vpc) => vpc !== undefined);
  const elsewhere = ids.filter((id) => home !== undefined && vpcs.get(id) !== home);
  if (elsewhere.length > 0)
    return failed(
      'security-groups',
      `${elsewhere.join(', ')} is not in ${home ?? ''}, the VPC of the subnets`,
      next,
    );
  return ok('security-groups', ids.join(', '));
}
