import type { Shape, StructShape } from './schema.ts';

/** A tree of a form's dotted names: `Tags.member.1.Key=a` is { Tags: { member: { 1: { Key: 'a' } } } }. */
interface Tree {
  [name: string]: Tree | string;
}

/**
 * The parameters of a request in AWS's query protocol (an HTML form: `Targets.member.1.Id=…`) as the value the shape describes.
 * Names that the shape does not have are kept as they came, for the validation to find. Numbers that are none stay text, likewise.
 */
export function fromForm(shape: StructShape, form: URLSearchParams): Record<string, unknown> {
  const tree: Tree = Object.create(null) as Tree;
  for (const [name, value] of form) {
    if (name !== 'Action' && name !== 'Version') plant(tree, name.split('.'), value);
  }
  return structFrom(shape, tree);
}

function plant(tree: Tree, path: readonly string[], value: string): void {
  const [first = '', ...rest] = path;
  if (rest.length === 0) {
    tree[first] = value;
    return;
  }
  const below = tree[first];
  const branch: Tree = typeof below === 'object' ? below : (Object.create(null) as Tree);
  tree[first] = branch;
  plant(branch, rest, value);
}

function structFrom(shape: StructShape, tree: Tree): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(tree).map(([name, below]) => {
      const member = shape.members.get(name);
      return [name, member ? from(member(), below) : below];
    }),
  );
}

function from(shape: Shape, below: Tree | string): unknown {
  switch (shape.kind) {
    case 'struct':
      return typeof below === 'object' ? structFrom(shape, below) : below;
    case 'list':
      // An empty list goes over the wire as `Name=`.
      return typeof below === 'object'
        ? inOrder(below['member']).map((each) => from(shape.member(), each))
        : [];
    case 'map':
      return typeof below === 'object' ? mapFrom(shape.value(), below['entry']) : {};
    case 'number':
      return typeof below === 'string' && below.trim() !== '' && !Number.isNaN(Number(below))
        ? Number(below)
        : below;
    case 'boolean':
      return below === 'true' ? true : below === 'false' ? false : below;
    case 'timestamp':
      return new Date(textOf(below));
    case 'blob':
      return Buffer.from(textOf(below), 'base64');
    default:
      return below;
  }
}

function mapFrom(value: Shape, entries: Tree | string | undefined): Record<string, unknown> {
  return Object.fromEntries(
    inOrder(entries).flatMap((entry) => {
      if (typeof entry === 'string' || entry['value'] === undefined) return [];
      return [[textOf(entry['key']), from(value, entry['value'])]];
    }),
  );
}

function inOrder(members: Tree | string | undefined): (Tree | string)[] {
  if (typeof members !== 'object') return [];
  return Object.entries(members)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, each]) => each);
}

function textOf(below: Tree | string | undefined): string {
  return typeof below === 'string' ? below : '';
}
