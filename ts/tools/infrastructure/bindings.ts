import type { AttributeSchema, BlockSchema, Given, NestedBlockSchema, TypeConstraint } from './schema.ts';

/**
 * Reads the schema of one type out of its TypeScript bindings (npm `@cdktf/provider-aws`, generated from the provider's schema): the
 * provider itself is in no package registry, these are. The generator leaves all that we need in its text: a comment for each member
 * (`// arn - computed: true, optional: false, required: false`), and for each argument its type and whether it is a block.
 *
 * @param compiled text of `lib/<type>/index.js`, which carries that text in its source map
 */
export function schemaFromBindings(compiled: string): BlockSchema {
  const chunks = new Map<string, string>();
  for (const chunk of generatedText(compiled).split(/^(?=export (?:class|function|interface) )/m)) {
    const named = /^export (?:class|function) (\w+)/.exec(chunk)?.[1];
    if (named !== undefined) chunks.set(named, chunk);
  }
  const main = [...chunks.values()].find((chunk) => /^export class \w+ extends cdktf\.Terraform/.test(chunk));
  if (main === undefined) throw new Error('the bindings are of no resource, data source or provider');
  return blockOf(main, main.slice(main.indexOf('synthesizeHclAttributes()')), chunks);
}

function generatedText(compiled: string): string {
  const map = /sourceMappingURL=data:application\/json;base64,(\S+)/.exec(compiled)?.[1] ?? '';
  const { sourcesContent } = JSON.parse(Buffer.from(map, 'base64').toString()) as {
    readonly sourcesContent: readonly string[];
  };
  return sourcesContent.join('\n');
}

/** One argument as the generator writes it down for HCL. */
interface Argument {
  readonly value: string;
  readonly isBlock: boolean;
  readonly type: string;
  readonly storage: string;
}

function blockOf(declared: string, written: string, chunks: ReadonlyMap<string, string>): BlockSchema {
  const args = argumentsOf(written);
  const members = membersOf(declared);
  const attributes: Record<string, AttributeSchema> = {};
  const blocks: Record<string, NestedBlockSchema> = {};
  // Blocks of the provider's own settings have no comments, because nothing can be read from them.
  const bare = [...args.keys()].filter((name) => !members.some(({ member }) => member === name));
  const all = [...members, ...bare.map((member) => ({ member, given: 'optional' as const, getter: '' }))];
  for (const { member, given, getter } of all) {
    const argument = args.get(member);
    if (argument?.isBlock === true) blocks[member] = nestedBlock(argument, given, chunks);
    else if (argument) attributes[member] = [given, argumentType(argument, chunks)];
    else attributes[member] = [given, valueType(member, getter, declared, chunks)];
  }
  return { attributes, blocks };
}

function membersOf(text: string): readonly { member: string; given: Given; getter: string }[] {
  const pattern =
    /\/\/ (\w+) - computed: (\w+), optional: (\w+), required: (\w+)\n([\s\S]*?)(?=\n {2}\/\/ \w+ - computed|$)/g;
  return [...text.matchAll(pattern)].map(([, member = '', computed, optional, required, getter = '']) => ({
    member,
    given: required === 'true' ? 'required' : givenBy(optional === 'true', computed === 'true'),
    getter,
  }));
}

function givenBy(optional: boolean, computed: boolean): Given {
  if (optional) return computed ? 'optional computed' : 'optional';
  return 'computed';
}

function argumentsOf(text: string): ReadonlyMap<string, Argument> {
  const pattern =
    /^\s+(\w+): \{\s+value: (.*),\s+isBlock: (true|false),\s+type: "(\w+)",\s+storageClassType: "(\w+)",/gm;
  return new Map(
    [...text.matchAll(pattern)].map(([, name = '', value = '', isBlock, type = '', storage = '']) => [
      name,
      { value, isBlock: isBlock === 'true', type, storage },
    ]),
  );
}

function nestedBlock(
  argument: Argument,
  given: Given,
  chunks: ReadonlyMap<string, string>,
): NestedBlockSchema {
  const isList = argument.value.includes('listMapperHcl(');
  return {
    nesting: argument.type === 'struct' ? 'single' : argument.type === 'set' ? 'set' : 'list',
    ...(given === 'required' ? { min: 1 } : {}),
    ...(isList || argument.type === 'struct' ? {} : { max: 1 }),
    ...structOf(argument, chunks),
  };
}

/** `cdktf.listMapperHcl(ecsServiceLoadBalancerToHclTerraform, true)(…)` is of the class `EcsServiceLoadBalancerOutputReference`. */
function structOf({ value }: Argument, chunks: ReadonlyMap<string, string>): BlockSchema {
  const writer = /(?<!cdktf\.)\b(\w+)ToHclTerraform/.exec(value)?.[1] ?? '';
  const type = writer.charAt(0).toUpperCase() + writer.slice(1);
  return blockOf(
    chunks.get(`${type}OutputReference`) ?? '',
    chunks.get(`${writer}ToHclTerraform`) ?? '',
    chunks,
  );
}

const scalars: Readonly<Record<string, string>> = {
  string: 'string',
  number: 'number',
  boolean: 'bool',
  any: 'dynamic',
};

function argumentType(argument: Argument, chunks: ReadonlyMap<string, string>): TypeConstraint {
  const { type, storage } = argument;
  const scalar = scalars[storage];
  if (scalar !== undefined) return scalar;
  const element = scalars[storage.replace(/(?:List|Map)$/, '')];
  if (element !== undefined) return [type === 'set' || type === 'map' ? type : 'list', element];
  const object = objectType(structOf(argument, chunks));
  return type === 'struct' ? object : [type === 'set' ? 'set' : 'list', object];
}

function objectType({ attributes, blocks }: BlockSchema): TypeConstraint {
  return [
    'object',
    {
      ...Object.fromEntries(Object.entries(attributes).map(([name, [, type]]) => [name, type])),
      ...Object.fromEntries(
        Object.entries(blocks).map(([name, block]): [string, TypeConstraint] => [
          name,
          [block.nesting === 'set' ? 'set' : 'list', objectType(block)],
        ]),
      ),
    },
  ];
}

/** The type of what only the provider gives, by how the bindings read it. */
function valueType(
  member: string,
  getter: string,
  declared: string,
  chunks: ReadonlyMap<string, string>,
): TypeConstraint {
  const held = new RegExp(`new ([\\w.]+)\\(this, "${member}"(?:, (true|false))?\\)`).exec(declared);
  if (held) {
    const [, type = '', isSet] = held;
    const scalar = scalars[/^cdktf\.(\w+)Map$/.exec(type)?.[1]?.toLowerCase() ?? ''];
    if (scalar !== undefined) return ['map', scalar];
    const element = objectType(
      blockOf(chunks.get(type.replace(/List$/, 'OutputReference')) ?? '', '', chunks),
    );
    return type.endsWith('List') ? [isSet === 'true' ? 'set' : 'list', element] : element;
  }
  const read = /this\.get(String|Number|Boolean|List|NumberList)Attribute\(/.exec(getter)?.[1] ?? '';
  const collection = getter.includes('Fn.tolist(') ? 'set' : 'list';
  if (read === 'List') return [collection, 'string'];
  if (read === 'NumberList') return [collection, 'number'];
  const scalar = scalars[read.toLowerCase()];
  if (scalar === undefined)
    throw new Error(`the type of ${member} cannot be told from ${getter.slice(0, 200)}`);
  return scalar;
}
