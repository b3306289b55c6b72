import type { Shape, StructShape } from './schema.ts';

/** A tree of a form's dotted names: `Tags.member.1.Key=a` is { Tags: { member: { 1: { Key: 'a' } } } }. */
interface Tree {
  [name: string]: Tree | string;
}

/**
 * The parameters of a request in AWS's query protocol (an HTML form: `Targets.member.1.Id=…`) as the value the shape describes.
 * Names that the shape does not have are kept as they came, for the validation to find. Numbers that are none stay text, likewise.
 *
 * @param ec2 in EC2's dialect, which has names of its own and numbers the members of a list without `member`
 */
export function fromForm(shape: StructShape, form: URLSearchParams, ec2 = false): Record<string, unknown> {
  const tree: Tree = Object.create(null) as Tree;
  for (const [name, value] of form) {
    if (name !== 'Action' && name !== 'Version') plant(tree, name.split('.'), value);
  }
  return structFrom(shape, tree, ec2);
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

function structFrom(shape: StructShape, tree: Tree, ec2: boolean): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(tree).map(([sent, below]) => {
      const name = ec2 ? memberCalled(shape, sent) : sent;
      const member = shape.members.get(name);
      return [name, member ? from(member(), below, ec2) : below];
    }),
  );
}

function memberCalled({ ec2Names }: StructShape, sent: string): string {
  return [...ec2Names].find(([, { request }]) => request === sent)?.[0] ?? sent;
}

function from(shape: Shape, below: Tree | string, ec2: boolean): unknown {
  switch (shape.kind) {
    case 'struct':
      return typeof below === 'object' ? structFrom(shape, below, ec2) : below;
    case 'list':
      // An empty list goes over the wire as `Name=`.
      return typeof below === 'object'
        ? inOrder(ec2 ? below : below['member']).map((each) => from(shape.member(), each, ec2))
        : [];
    case 'map':
      return typeof below === 'object' ? mapFrom(shape.value(), below['entry'], ec2) : {};
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

function mapFrom(value: Shape, entries: Tree | string | undefined, ec2: boolean): Record<string, unknown> {
  return Object.fromEntries(
    inOrder(entries).flatMap((entry) => {
      if (typeof entry === 'string' || entry['value'] === undefined) return [];
      return [[textOf(entry['key']), from(value, entry['value'], ec2)]];
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
