import type { Shape } from './schema.ts';

/** A value as AWS JSON 1.1 writes it: times as seconds since the epoch, bytes as base64, absent members left out. */
export function toJson(shape: Shape, value: unknown): unknown {
  switch (shape.kind) {
    case 'struct':
      return Object.fromEntries(
        Object.entries(value as object)
          .filter(([, each]) => each !== undefined)
          .map(([name, each]) => {
            const member = shape.members.get(name);
            if (!member)
              throw new Error(
                `The emulator answers with ${shape.name}.${name}, which the model does not have.`,
              );
            return [name, toJson(member(), each)];
          }),
      );
    case 'list':
      return (value as readonly unknown[]).map((each) => toJson(shape.member(), each));
    case 'map':
      return Object.fromEntries(
        Object.entries(value as object).map(([key, each]) => [key, toJson(shape.value(), each)]),
      );
    case 'timestamp':
      return inFormat(value as Date, shape.format);
    case 'blob':
      return Buffer.from(value as Uint8Array).toString('base64');
    case 'string':
    case 'number':
    case 'boolean':
      if (typeof value !== shape.kind)
        throw new Error(`The emulator answers with a ${typeof value} for a ${shape.kind}.`);
      return value;
    case 'document':
      return value;
  }
}

function inFormat(time: Date, format: 'default' | 'dateTime' | 'httpDate' | 'epochSeconds'): unknown {
  if (format === 'dateTime') return time.toISOString();
  if (format === 'httpDate') return time.toUTCString();
  return time.getTime() / 1000;
}

/** What came in, with the types handlers work with: seconds become dates, base64 becomes bytes; JSON's nulls are absent. */
export function fromJson(shape: Shape, value: unknown): unknown {
  switch (shape.kind) {
    case 'struct':
      return Object.fromEntries(
        Object.entries(value as object)
          .filter(([, each]) => each !== null && each !== undefined)
          .map(([name, each]) => [
            name,
            shape.members.has(name) ? fromJson(memberOf(shape, name), each) : each,
          ]),
      );
    case 'list':
      return (value as readonly unknown[]).map((each) => fromJson(shape.member(), each));
    case 'map':
      return Object.fromEntries(
        Object.entries(value as object).map(([key, each]) => [key, fromJson(shape.value(), each)]),
      );
    case 'timestamp':
      return typeof value === 'number' ? new Date(value * 1000) : new Date(String(value));
    case 'blob':
      return Buffer.from(String(value), 'base64');
    default:
      return value;
  }
}

function memberOf(shape: Extract<Shape, { kind: 'struct' }>, name: string): Shape {
  const member = shape.members.get(name);
  if (!member) throw new Error(`${shape.name} has no ${name}`);
  return member();
}
