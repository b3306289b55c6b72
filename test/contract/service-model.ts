import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { pythonEnvironment, sitePackages } from '../../ts/tools/test/python.ts';
import { root } from '../../ts/tools/root.ts';

/** A shape of botocore's `service-2.json`, as AWS publishes its services' models. */
interface ModelShape {
  readonly type: string;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly member?: { readonly shape: string };
  readonly key?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
}

export interface ServiceModel {
  readonly operations: Readonly<Record<string, { readonly input?: { readonly shape: string } }>>;
  readonly shapes: Readonly<Record<string, ModelShape>>;
}

/** The emulator's names of services, and botocore's. */
const folders: Readonly<Record<string, string>> = { elb: 'elbv2' };

/** The newest model of a service in the botocore that the contract tests install. */
export function serviceModel(service: string): ServiceModel {
  const folder = join(sitePackages(pythonEnvironment(root)), 'botocore/data', folders[service] ?? service);
  const version = readdirSync(folder).sort().at(-1) ?? '';
  const packed = readFileSync(join(folder, version, 'service-2.json.gz'));
  return JSON.parse(gunzipSync(packed).toString()) as ServiceModel;
}

/**
 * Where a request breaks its service's model: members that are unknown or missing, types, enumerations, lengths, ranges, patterns. The
 * SDK's own run-time schemas say nothing of the last four.
 */
export function breaches(model: ServiceModel, operation: string, input: unknown): readonly string[] {
  const shape = model.operations[operation]?.input?.shape;
  if (!model.operations[operation]) return [`there is no operation ${operation}`];
  return shape === undefined ? [] : inShape(model, shape, input, operation);
}

function inShape(model: ServiceModel, name: string, value: unknown, path: string): readonly string[] {
  const shape = model.shapes[name];
  if (!shape) return [`${path}: the model has no shape ${name}`];
  switch (shape.type) {
    case 'structure':
      return isRecord(value) ? inStructure(model, shape, value, path) : [`${path} is no structure`];
    case 'list':
      return Array.isArray(value)
        ? [
            ...outOfRange(shape, value.length, `${path}: the number of members`),
            ...value.flatMap((each, index) =>
              inShape(model, shape.member?.shape ?? '', each, `${path}[${index}]`),
            ),
          ]
        : [`${path} is no list`];
    case 'map':
      return isRecord(value)
        ? Object.entries(value).flatMap(([key, each]) => [
            ...inShape(model, shape.key?.shape ?? '', key, `${path}: the key ${key}`),
            ...inShape(model, shape.value?.shape ?? '', each, `${path}.${key}`),
          ])
        : [`${path} is no map`];
    case 'string':
      return typeof value === 'string' ? inString(shape, value, path) : [`${path} is no string`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${path} is no boolean`];
    case 'integer':
    case 'long':
      return Number.isInteger(value) ? outOfRange(shape, value as number, path) : [`${path} is no integer`];
    case 'float':
    case 'double':
      return typeof value === 'number' ? outOfRange(shape, value, path) : [`${path} is no number`];
    case 'timestamp':
    case 'blob':
      return [];
    default:
      return [`${path}: nothing is known of the type ${shape.type}`];
  }
}

function inStructure(
  model: ServiceModel,
  { required = [], members = {} }: ModelShape,
  value: Readonly<Record<string, unknown>>,
  path: string,
): readonly string[] {
  const given = Object.entries(value).filter(([, each]) => each !== undefined && each !== null);
  const missing = required.filter((name) => !given.some(([is]) => is === name));
  return [
    ...missing.map((name) => `${path}.${name} is missing`),
    ...given.flatMap(([name, each]) => {
      const member = members[name];
      return member
        ? inShape(model, member.shape, each, `${path}.${name}`)
        : [`${path}.${name} is not in the model`];
    }),
  ];
}

function inString(shape: ModelShape, value: string, path: string): readonly string[] {
  const { enum: listed, pattern } = shape;
  return [
    ...outOfRange(shape, value.length, `${path}: the length of '${value}'`),
    ...(listed && !listed.includes(value) ? [`${path}: '${value}' is none of ${listed.join(', ')}`] : []),
    ...(pattern && !expression(pattern).test(value) ? [`${path}: '${value}' does not match ${pattern}`] : []),
  ];
}

/** AWS matches a pattern against the whole value, written with anchors or without. */
function expression(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, 'u');
}

function outOfRange({ min, max }: ModelShape, value: number, what: string): readonly string[] {
  const isBelow = min !== undefined && value < min;
  const isAbove = max !== undefined && value > max;
  return isBelow || isAbove ? [`${what} is ${value}, outside ${min ?? ''}..${max ?? ''}`] : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
