/**
 * ECS answers with defaults filled in and empty lists added (a container without `cpu` comes back with `cpu: 0`), so a definition
 * that was described and one that was written are only comparable without them.
 */
export function withoutDefaults(definition: Readonly<Record<string, unknown>>): unknown {
  const networkMode = definition['networkMode'];
  return pruned(definition, (member, value, owner) => {
    if (member === 'cpu' && value === 0) return true;
    if (member === 'essential' && value === true) return true;
    if (member === 'protocol' && value === 'tcp') return true;
    if (member !== 'hostPort') return false;
    // With `awsvpc` and `host` the host's port is the container's; with `bridge` 0 asks for any.
    return value === 0 || (networkMode !== 'bridge' && value === owner['containerPort']);
  });
}

type IsDefault = (member: string, value: unknown, owner: Readonly<Record<string, unknown>>) => boolean;

function pruned(value: unknown, isDefault: IsDefault): unknown {
  if (Array.isArray(value)) {
    const elements = value
      .map((element) => pruned(element, isDefault))
      .filter((element) => element !== undefined);
    return elements.length === 0 ? undefined : elements;
  }
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  const owner = value as Readonly<Record<string, unknown>>;
  const members = Object.entries(owner)
    .filter(([member, held]) => !isDefault(member, held, owner))
    .map(([member, held]): [string, unknown] => [member, pruned(held, isDefault)])
    .filter(([, held]) => held !== undefined);
  return members.length === 0 ? undefined : Object.fromEntries(members);
}
