import type { BlockSchema, NestedBlockSchema, ProviderSchema } from './schema.ts';

/**
 * The answer to `GetProviderSchema` in Terraform's plugin protocol 5, as protobuf. Field numbers are those of `tfplugin5.proto`
 * (hashicorp/terraform, docs/plugin-protocol); the message is written out here because it is all that we ever send.
 */
export function schemaResponse({ provider, resources, data }: ProviderSchema): Buffer {
  return Buffer.concat([
    bytes(1, schema(provider)),
    ...Object.entries(resources).map(([name, one]) => bytes(2, mapEntry(name, schema(one)))),
    ...Object.entries(data).map(([name, one]) => bytes(3, mapEntry(name, schema(one)))),
  ]);
}

function schema(one: BlockSchema): Buffer {
  return bytes(2, block(one));
}

function block({ attributes, blocks }: BlockSchema): Buffer {
  return Buffer.concat([
    ...Object.entries(attributes).map(([name, [given, type]]) =>
      bytes(
        2,
        Buffer.concat([
          text(1, name),
          text(2, JSON.stringify(type)),
          flag(4, given === 'required'),
          flag(5, given.startsWith('optional')),
          flag(6, given.endsWith('computed')),
        ]),
      ),
    ),
    ...Object.entries(blocks).map(([name, nested]) => bytes(3, nestedBlock(name, nested))),
  ]);
}

const nestings = { single: 1, list: 2, set: 3 };

function nestedBlock(name: string, nested: NestedBlockSchema): Buffer {
  const { nesting, min = 0, max = 0 } = nested;
  return Buffer.concat([
    text(1, name),
    bytes(2, block(nested)),
    number(3, nestings[nesting]),
    number(4, min),
    number(5, max),
  ]);
}

function mapEntry(key: string, value: Buffer): Buffer {
  return Buffer.concat([text(1, key), bytes(2, value)]);
}

function text(field: number, value: string): Buffer {
  return bytes(field, Buffer.from(value));
}

function bytes(field: number, value: Buffer): Buffer {
  return Buffer.concat([varint((field << 3) | 2), varint(value.length), value]);
}

function flag(field: number, value: boolean): Buffer {
  return number(field, value ? 1 : 0);
}

function number(field: number, value: number): Buffer {
  return Buffer.concat([varint(field << 3), varint(value)]);
}

function varint(value: number): Buffer {
  const sevens: number[] = [];
  let left = value;
  while (left > 127) {
    sevens.push((left & 127) | 128);
    left >>>= 7;
  }
  return Buffer.from([...sevens, left]);
}
