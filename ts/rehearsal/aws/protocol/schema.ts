/**
 * The run-time schemas that every AWS SDK v3 client package exports (`RegisterTaskDefinitionRequest$` …), read as plain data. Their
 * arrays are packed to save bytes in bundles; here they become shapes with names. The numbers are those of `@smithy/types`
 * (schema/static-schemas).
 */
export type Shape =
  | { readonly kind: 'string' | 'number' | 'boolean' | 'blob' | 'document' }
  | { readonly kind: 'timestamp'; readonly format: 'default' | 'dateTime' | 'httpDate' | 'epochSeconds' }
  | { readonly kind: 'list'; readonly member: () => Shape }
  | { readonly kind: 'map'; readonly value: () => Shape }
  | StructShape;

export interface StructShape {
  readonly kind: 'struct';
  /** As the service's model calls it: `CreateServiceRequest`. */
  readonly name: string;
  readonly required: ReadonlySet<string>;
  readonly members: ReadonlyMap<string, () => Shape>;
  /** What members are called in EC2's requests and answers, which differ from each other and from the model. */
  readonly ec2Names: ReadonlyMap<string, Ec2Names>;
  readonly union: boolean;
}

export interface Ec2Names {
  readonly request: string;
  readonly answer: string;
}

/** Any of the packed arrays; the SDK's own types for them say no more than this does. */
export type Packed = unknown;

const shapes = new WeakMap<object, Shape>();

/** The shape that a packed schema (an array, a number, or a function answering either) stands for. */
export function shapeOf(packed: Packed): Shape {
  if (typeof packed === 'function') return shapeOf((packed as () => Packed)());
  if (typeof packed === 'number') return simple(packed);
  if (!Array.isArray(packed)) throw new Error(`not a schema: ${String(packed)}`);
  const known = shapes.get(packed);
  if (known) return known;
  const shape = unpack(packed);
  shapes.set(packed, shape);
  return shape;
}

export function structOf(packed: Packed): StructShape {
  const shape = shapeOf(packed);
  if (shape.kind !== 'struct') throw new Error('not the schema of a structure');
  return shape;
}

/** An operation's name and shapes. */
export function operationOf(packed: Packed): { name: string; input: StructShape; output: StructShape } {
  const [, , name, , input, output] = packed as [number, string, string, unknown, Packed, Packed];
  return { name, input: structOrEmpty(input), output: structOrEmpty(output) };
}

function structOrEmpty(packed: Packed): StructShape {
  const resolved = typeof packed === 'function' ? (packed as () => Packed)() : packed;
  if (Array.isArray(resolved)) return structOf(resolved);
  return {
    kind: 'struct',
    name: 'Unit',
    required: new Set(),
    members: new Map(),
    ec2Names: new Map(),
    union: false,
  };
}

/** Name and traits of a modelled error. */
export function errorOf(packed: Packed): { name: string; traits: Readonly<Record<string, unknown>> } {
  const [, , name, traits] = packed as [number, string, string, unknown];
  return { name, traits: typeof traits === 'object' && traits !== null ? { ...traits } : {} };
}

function unpack(packed: readonly Packed[]): Shape {
  const tag = packed[0];
  // A member with traits of its own is [schema, traits].
  if (packed.length === 2) return shapeOf(tag);
  switch (tag) {
    case 0:
      return shapeOf(packed[4]);
    case 1:
      return { kind: 'list', member: () => shapeOf(packed[4]) };
    case 2:
      return { kind: 'map', value: () => shapeOf(packed[5]) };
    case 3:
    case 4:
    case -3:
      return struct(packed);
    default:
      throw new Error(`a schema of an unknown kind: ${String(tag)}`);
  }
}

function struct(packed: readonly Packed[]): StructShape {
  const names = packed[4] as readonly string[];
  const members = packed[5] as readonly Packed[];
  // The required members stand first; the count of them comes last.
  const required = typeof packed[6] === 'number' ? packed[6] : 0;
  return {
    kind: 'struct',
    name: String(packed[2]),
    required: new Set(names.slice(0, required)),
    members: new Map(names.map((name, index) => [name, () => shapeOf(members[index])])),
    ec2Names: new Map(names.map((name, index) => [name, ec2NamesOf(name, members[index])])),
    union: packed[0] === 4,
  };
}

/** Smithy's `aws.protocols#ec2Query`: the request's name is a trait of its own, else the answer's with a capital. */
function ec2NamesOf(name: string, member: Packed): Ec2Names {
  const traits = Array.isArray(member) && member.length === 2 ? (member as Packed[])[1] : undefined;
  const { xmlName: answer = name, ec2QueryName } = (typeof traits === 'object' ? traits : {}) as Readonly<
    Record<string, string | undefined>
  >;
  return { answer, request: ec2QueryName ?? `${answer.charAt(0).toUpperCase()}${answer.slice(1)}` };
}

function simple(code: number): Shape {
  if (code >= 128) return { kind: 'map', value: () => simple(code - 128) };
  if (code >= 64) return { kind: 'list', member: () => simple(code - 64) };
  const shape = simples.get(code);
  if (!shape) throw new Error(`a simple schema of an unknown kind: ${code}`);
  return shape;
}

const simples: ReadonlyMap<number, Shape> = new Map<number, Shape>([
  [0, { kind: 'string' }],
  [1, { kind: 'number' }],
  [2, { kind: 'boolean' }],
  [4, { kind: 'timestamp', format: 'default' }],
  [5, { kind: 'timestamp', format: 'dateTime' }],
  [6, { kind: 'timestamp', format: 'httpDate' }],
  [7, { kind: 'timestamp', format: 'epochSeconds' }],
  [15, { kind: 'document' }],
  [17, { kind: 'number' }],
  [19, { kind: 'number' }],
  [21, { kind: 'blob' }],
  [42, { kind: 'blob' }],
]);
