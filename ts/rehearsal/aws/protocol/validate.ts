import type { Shape, StructShape } from './schema.ts';

/** Which values a member with an enumeration may have, by `Structure.member`; the schemas do not say, the SDK exports them apart. */
export type Enumerations = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Violation {
  readonly kind: 'unknown' | 'missing' | 'type' | 'enumeration';
  /** `containerDefinitions[0].image`. */
  readonly path: string;
  readonly message: string;
}

/**
 * What is wrong with a request, given the shape its service's model has for it. AWS itself overlooks members that it does not know;
 * here they are errors, because a misspelt member in the product would otherwise pass every rehearsal.
 */
export function violations(
  shape: Shape,
  value: unknown,
  enumerations: Enumerations = {},
  path = '',
): readonly Violation[] {
  switch (shape.kind) {
    case 'struct':
      return isRecord(value)
        ? inStruct(shape, value, enumerations, path)
        : [wrongType(path, value, 'Structure')];
    case 'list':
      return Array.isArray(value)
        ? value.flatMap((each, index) => violations(shape.member(), each, enumerations, `${path}[${index}]`))
        : [wrongType(path, value, 'List')];
    case 'map':
      return isRecord(value)
        ? Object.entries(value).flatMap(([key, each]) =>
            violations(shape.value(), each, enumerations, `${path}[${key}]`),
          )
        : [wrongType(path, value, 'Map')];
    case 'string':
      return typeof value === 'string' ? [] : [wrongType(path, value, 'String')];
    case 'number':
      return typeof value === 'number' ? [] : [wrongType(path, value, 'Number')];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [wrongType(path, value, 'Boolean')];
    case 'timestamp':
    case 'blob':
    case 'document':
      return [];
  }
}

function inStruct(
  shape: StructShape,
  value: Readonly<Record<string, unknown>>,
  enumerations: Enumerations,
  path: string,
): Violation[] {
  const missing = [...shape.required].filter((name) => isAbsent(value[name]));
  return [
    ...missing.map((name) => missingMember(join(path, name))),
    ...Object.entries(value).flatMap(([name, each]) => {
      if (isAbsent(each)) return [];
      const member = shape.members.get(name);
      if (!member) return [unknownMember(join(path, name), shape.name)];
      return [
        ...violations(member(), each, enumerations, join(path, name)),
        ...outsideEnumeration(enumerations[`${shape.name}.${name}`], each, join(path, name)),
      ];
    }),
  ];
}

function outsideEnumeration(
  allowed: Readonly<Record<string, string>> | undefined,
  value: unknown,
  path: string,
): Violation[] {
  if (!allowed) return [];
  const values = Object.values(allowed);
  const given: readonly unknown[] = Array.isArray(value) ? value : [value];
  return given
    .filter((each) => typeof each === 'string' && !values.includes(each))
    .map((each) => ({
      kind: 'enumeration',
      path,
      message: `Value '${String(each)}' at '${path}' failed to satisfy constraint: Member must satisfy enum value set: [${values.join(', ')}]`,
    }));
}

function missingMember(path: string): Violation {
  return {
    kind: 'missing',
    path,
    message: `Value null at '${path}' failed to satisfy constraint: Member must not be null`,
  };
}

function unknownMember(path: string, structure: string): Violation {
  return { kind: 'unknown', path, message: `Unknown member '${path}': ${structure} has none of that name` };
}

function wrongType(path: string, value: unknown, wanted: string): Violation {
  const got =
    value === null
      ? 'NULL'
      : Array.isArray(value)
        ? 'START_ARRAY'
        : typeof value === 'object'
          ? 'START_OBJECT'
          : `${(typeof value).toUpperCase()}_VALUE`;
  return { kind: 'type', path, message: `${got} cannot be converted to ${wanted} at '${path}'` };
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
