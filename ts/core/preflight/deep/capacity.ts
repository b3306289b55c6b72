import type { DeepCheck } from './check.ts';
import { failed, ok, skipped, together } from '../row.ts';

/** Who gives the machines. */
export const capacity: DeepCheck = ({ settings: { launchType, capacityProviders } }, facts) => {
  if (capacityProviders.length === 0) return [ok('capacity-provider', `launch type ${launchType ?? 'EC2'}`)];
  if (!facts.capacity.known) return [skipped('capacity-provider', facts.capacity.why)];
  const { providers, attached } = facts.capacity.value;
  const findings = capacityProviders.map((name) => {
    const status = providers.get(name);
    if (status !== 'ACTIVE')
      return failed(
        'capacity-provider',
        status === undefined
          ? `there is no capacity provider ${name}`
          : `the capacity provider ${name} is ${status}`,
        'Create it, or choose another in the service’s capacity provider strategy.',
      );
    if (attached.includes(name)) return ok('capacity-provider', name);
    const next = 'Add it to the capacity providers of the cluster.';
    return failed('capacity-provider', `the capacity provider ${name} is not attached to the cluster`, next);
  });
  return together('capacity-provider', findings, `${capacityProviders.join(', ')} active and attached`);
};
