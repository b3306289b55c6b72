import { containersOf, type Registrable } from '../task-definition/copy-with-image.ts';
import { differingMembers } from '../task-definition/differing-members.ts';
import type { RunsBy } from './state.ts';

/**
 * What is different in how a service runs, besides its image. Names only: the value of an environment variable, and where a secret
 * comes from, is never part of it.
 */
export interface TaskDefinitionChange {
  /** `family:revision` */
  readonly from: string;
  readonly to: string;
  /** The service's own container; a variable of another one is told with its container. */
  readonly container: string;
  /** Paths of members that differ, `containerDefinitions[web].memory`. */
  readonly fields: readonly string[];
  readonly environment: readonly VariableChange[];
  readonly secrets: readonly VariableChange[];
}

export interface VariableChange {
  readonly container: string;
  readonly name: string;
  readonly change: 'added' | 'removed' | 'changed';
}

/** Null where both run the same but for the image. */
export function taskDefinitionChange(from: RunsBy, to: RunsBy): TaskDefinitionChange | null {
  const [a, b] = [from.taskDefinition, to.taskDefinition];
  const change = {
    from: `${a.family}:${a.revision}`,
    to: `${b.family}:${b.revision}`,
    container: to.container,
    fields: differingMembers(withoutVariables(from), withoutVariables(to)),
    environment: variableChanges('environment', a.definition, b.definition),
    secrets: variableChanges('secrets', a.definition, b.definition),
  };
  const { fields, environment, secrets } = change;
  return fields.length + environment.length + secrets.length === 0 ? null : change;
}

function withoutVariables({ taskDefinition: { definition }, container }: RunsBy): Registrable {
  const containerDefinitions = containersOf(definition).map((described) => {
    const left = ['environment', 'secrets', ...(described['name'] === container ? ['image'] : [])];
    return Object.fromEntries(Object.entries(described).filter(([member]) => !left.includes(member)));
  });
  return { ...definition, containerDefinitions };
}

type List = 'environment' | 'secrets';

function variableChanges(list: List, from: Registrable, to: Registrable): readonly VariableChange[] {
  const [before, after] = [variables(list, from), variables(list, to)];
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].toSorted().flatMap((key): readonly VariableChange[] => {
    const [a, b] = [before.get(key), after.get(key)];
    const { container = '', name = '' } = a ?? b ?? {};
    if (a?.value === b?.value) return [];
    return [{ container, name, change: a === undefined ? 'added' : b === undefined ? 'removed' : 'changed' }];
  });
}

interface Variable {
  readonly container: string;
  readonly name: string;
  /** To be compared, and for nothing else. */
  readonly value: string;
}

function variables(list: List, definition: Registrable): ReadonlyMap<string, Variable> {
  const found = new Map<string, Variable>();
  for (const described of containersOf(definition)) {
    const container = String(described['name']);
    const pairs = described[list];
    if (!Array.isArray(pairs)) continue;
    for (const pair of pairs as readonly { name?: unknown; value?: unknown; valueFrom?: unknown }[]) {
      const name = String(pair.name);
      const value = String(pair.value ?? pair.valueFrom);
      found.set(JSON.stringify([container, name]), { container, name, value });
    }
  }
  return found;
}
