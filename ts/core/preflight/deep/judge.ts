import type { Finding } from '../row.ts';
import { capacity } from './capacity.ts';
import type { DeepCheck, DeeplyChecked } from './check.ts';
import type { DeepFacts } from './facts.ts';
import { logGroups } from './log-groups.ts';
import { network } from './network.ts';
import { roles } from './roles.ts';
import { secrets } from './secrets.ts';

const all: readonly DeepCheck[] = [roles, secrets, logGroups, network, capacity];

/** By service, the findings of every one of the deeper checks. */
export function judgeDeeply(
  services: readonly DeeplyChecked[],
  facts: DeepFacts,
): ReadonlyMap<string, readonly Finding[]> {
  return new Map(
    services.map((checked) => [checked.subject.service, all.flatMap((check) => check(checked, facts))]),
  );
}
