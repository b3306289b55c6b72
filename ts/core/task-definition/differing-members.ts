/**
 * What a new task definition changes besides the image, by name and never by value: environment variables hold secrets more often
 * than they should. AWS does not keep the order of named lists and fills in defaults, so neither counts as a difference.
 */
import { containersOf, registrable, type Registrable } from './copy-with-image.ts';
import { withoutDefaults } from './without-defaults.ts';

/**
 * Paths of the members that differ, sorted: `cpu`, `containerDefinitions[web].environment.LOG_LEVEL`. A member that only one side has
 * is named once, not leaf by leaf. Tags are left out: they say who wrote a revision and not what it runs.
 *
 * @param container its image may differ
 */
export function differingMembers(a: Registrable, b: Registrable, container?: string): readonly string[] {
  return differences('', comparable(a, container), comparable(b, container)).sort();
}

/** Whether both would run the same, images included. */
export function sameContent(a: Registrable, b: Registrable): boolean {
  return differingMembers(a, b).length === 0;
}

function comparable(definition: Registrable, container: string | undefined): unknown {
  const containerDefinitions = containersOf(definition).map((described) =>
    described['name'] === container ? without(described, 'image') : described,
  );
  return withoutDefaults({ ...without(registrable(definition), 'tags'), containerDefinitions });
}

function without(members: Members, left: string): Members {
  return Object.fromEntries(Object.entries(members).filter(([member]) => member !== left));
}

/** Lists whose elements AWS and people know by a name, and the member that holds it. */
const namedBy: Readonly<Record<string, string>> = {
  containerDefinitions: 'name',
  volumes: 'name',
  environment: 'name',
  secrets: 'name',
  ulimits: 'name',
  secretOptions: 'name',
  properties: 'name',
  mountPoints: 'containerPath',
  dependsOn: 'containerName',
  volumesFrom: 'sourceContainer',
  systemControls: 'namespace',
  portMappings: 'containerPort',
  extraHosts: 'hostname',
  resourceRequirements: 'type',
  inferenceAccelerators: 'deviceName',
};
/** Named lists in which the name is a path of its own: `environment.LOG_LEVEL`; a difference below the name is the name's. */
const variables = new Set(['environment', 'secrets']);
/** Lists of plain values without an order. */
const sets = new Set(['requiresCompatibilities', 'dockerSecurityOptions', 'credentialSpecs']);

type Members = Readonly<Record<string, unknown>>;

function differences(path: string, a: unknown, b: unknown): string[] {
  if (isObject(a) && isObject(b)) {
    return union(a, b).flatMap((member) =>
      differences(path === '' ? member : `${path}.${member}`, a[member], b[member]),
    );
  }
  if (Array.isArray(a) && Array.isArray(b)) return listDifferences(path, a, b);
  return a === b ? [] : [path];
}

function listDifferences(path: string, a: readonly unknown[], b: readonly unknown[]): string[] {
  const list = path.slice(path.lastIndexOf('.') + 1);
  const named = [a, b].map((elements) => byName(elements, namedBy[list]));
  const [namedA, namedB] = named;
  if (namedA && namedB) {
    return union(namedA, namedB).flatMap((name) => {
      if (!variables.has(list)) return differences(`${path}[${name}]`, namedA[name], namedB[name]);
      return differences('', namedA[name], namedB[name]).length === 0 ? [] : [`${path}.${name}`];
    });
  }
  const [textA, textB] = [a, b].map((elements) => {
    const texts = elements.map((element) => JSON.stringify(sorted(element)));
    return JSON.stringify(sets.has(list) ? texts.sort() : texts);
  });
  return textA === textB ? [] : [path];
}

/** Undefined where an element has no name or two share one: then the list is compared as a whole. */
function byName(elements: readonly unknown[], member: string | undefined): Members | undefined {
  if (member === undefined) return undefined;
  const pairs = elements.map((element): [string, unknown] => {
    const name = isObject(element) ? element[member] : undefined;
    return [typeof name === 'string' || typeof name === 'number' ? String(name) : '', element];
  });
  const names = new Set(pairs.map(([name]) => name));
  return names.has('') || names.size < pairs.length ? undefined : Object.fromEntries(pairs);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((member) => [member, sorted(value[member])]),
  );
}

function union(a: Members, b: Members): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
