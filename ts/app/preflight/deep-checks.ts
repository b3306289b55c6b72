import type { Checked } from '../../core/preflight/check.ts';
import type { DeeplyChecked } from '../../core/preflight/deep/check.ts';
import type { Access, DeepFacts, Stored } from '../../core/preflight/deep/facts.ts';
import { judgeDeeply } from '../../core/preflight/deep/judge.ts';
import { logGroupKey } from '../../core/preflight/deep/log-groups.ts';
import { deepNeedsOf } from '../../core/preflight/deep/needs.ts';
import type { Looked } from '../../core/preflight/looked.ts';
import type { DeepChecks, DeepSurroundings } from '../../ports/preflight.ts';
import { byName, look, lookAtEach } from './look.ts';

/** Looks at everything the services need, each thing once, and judges. */
export function deepChecks(deep: DeepSurroundings): DeepChecks {
  return {
    findings: async (services: readonly Checked[]) => {
      const checked = services.map((service) => ({
        ...service,
        needs: deepNeedsOf(service.subject.definition),
      }));
      return judgeDeeply(checked, await factsOf(checked, deep));
    },
  };
}

async function factsOf(checked: readonly DeeplyChecked[], deep: DeepSurroundings): Promise<DeepFacts> {
  const needs = checked.map((each) => each.needs);
  const networks = checked.flatMap(({ settings }) => settings.network ?? []);
  const references = new Map(
    needs.flatMap((each) => each.references).map((reference) => [reference.valueFrom, reference]),
  );
  const groups = new Map(
    needs
      .flatMap(({ logGroups }) => logGroups)
      .filter(({ created }) => !created)
      .map((group) => [logGroupKey(group.name, group.region), group]),
  );
  const providers = [...new Set(checked.flatMap(({ settings }) => settings.capacityProviders))];
  const [roles, secrets, logGroups, subnets, securityGroups, capacity] = await Promise.all([
    lookAtEach(
      byName(needs.flatMap(({ executionRole, taskRole }) => [executionRole ?? [], taskRole ?? []].flat())),
      async (role) => (await deep.role(role)) ?? null,
    ),
    lookAtEach(references, async (reference) => (await deep.stored(reference)) ?? null),
    lookAtEach(groups, ({ name, region }) => deep.hasLogGroup(name, region)),
    look(deep.subnets(networks.flatMap((network) => network.subnets))),
    look(deep.securityGroups(networks.flatMap((network) => network.securityGroups))),
    look(deep.capacity(providers)),
  ]);
  const access = await accessTo(checked, secrets, deep);
  return { roles, secrets, access, logGroups, subnets, securityGroups, capacity };
}

/** Asked of what is there only: policies are judged by its ARN. */
async function accessTo(
  checked: readonly DeeplyChecked[],
  secrets: ReadonlyMap<string, Looked<Stored | null>>,
  deep: DeepSurroundings,
): Promise<ReadonlyMap<string, Looked<Access>>> {
  const asked = checked.flatMap(({ needs: { references, executionRole: role } }) =>
    references.flatMap(({ valueFrom, store }) => {
      const found = secrets.get(valueFrom);
      const stored = found?.known === true ? found.value : null;
      return role !== null && stored ? [[`${role} ${valueFrom}`, { role, store, stored }] as const] : [];
    }),
  );
  return lookAtEach(new Map(asked), ({ role, store, stored }) => deep.mayRead(role, store, stored));
}
