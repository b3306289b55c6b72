import * as z from 'zod/mini';
import type { Step } from './step.ts';

/**
 * A step's input as people meet it: one entry per member of the schema, in its order. Flags, help and the reference are all made
 * from this, so they cannot tell different stories. Only zod's public `_zod.def` is read; its JSON Schema writer would weigh more
 * in the bundle than the rest of zod.
 */
export interface Member {
  /** As in JSON: `jenkinsHome`. */
  readonly name: string;
  /** As typed: `--jenkins-home`. */
  readonly flag: string;
  readonly kind: Kind;
  readonly required: boolean;
  /** What it is when it is not given; undefined when then it is absent. */
  readonly fallback: unknown;
  /** The only texts that it can be; empty when it is free. */
  readonly allowed: readonly string[];
  readonly about: string;
  /** Takes the words without a flag. */
  readonly positional: boolean;
}

/** `json`: too rich for a flag, can only come in the JSON input. */
export type Kind = 'text' | 'number' | 'switch' | 'texts' | 'numbers' | 'pairs' | 'json';

/** The members of a step's input. */
export function membersOf(step: Pick<Step, 'input' | 'positional'>): readonly Member[] {
  return Object.entries(step.input._zod.def.shape).map(([name, schema]) => {
    const layers = layersOf(schema as Schema);
    const core = layers.at(-1) ?? (schema as Schema);
    const absent = z.safeParse(schema as Schema, undefined);
    return {
      name,
      flag: `--${kebab(name)}`,
      kind: kindOf(core),
      required: !absent.success,
      fallback: absent.data,
      allowed: allowedOf(elementOf(core) ?? core),
      about: layers.map((layer) => z.globalRegistry.get(layer)?.description).find(Boolean) ?? '',
      positional: name === step.positional,
    };
  });
}

/** The texts that a value can be, where they are too many to stand behind the flag; what is said of the member lists them then. */
export function listed(member: Member): readonly string[] {
  return member.allowed.join('|').length > longestChoice ? member.allowed : [];
}

/** Of help: `--environment test|beta|staging|live|sandbox` is read at a glance, two lines of names are not. */
const longestChoice = 50;

/** What stands for the value in help and messages; empty for a switch. */
export function placeholder(member: Member): string {
  if (member.allowed.length > 0 && listed(member).length === 0) return member.allowed.join('|');
  const lastWord = member.name.replace(/^.*(?=[A-Z])/, '').toUpperCase();
  switch (member.kind) {
    case 'switch':
      return '';
    case 'number':
    case 'numbers':
      return 'NUMBER';
    case 'pairs':
      return 'KEY=VALUE';
    case 'json':
      return 'JSON';
    case 'texts':
      return lastWord.replace(/S$/, '');
    case 'text':
      return lastWord;
  }
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

type Schema = z.ZodMiniType & { readonly _zod: { readonly def: Definition } };

/** What is read of zod's definitions; which members are there depends on `type`. */
interface Definition {
  readonly type: string;
  readonly innerType?: Schema;
  readonly in?: Schema;
  readonly element?: Schema;
  readonly items?: readonly Schema[];
  readonly valueType?: Schema;
  readonly options?: readonly Schema[];
  readonly entries?: Readonly<Record<string, string | number>>;
  readonly values?: readonly unknown[];
}

/** The schema and what it wraps (`optional`, `default`, `pipe`, …), outermost first. */
function layersOf(schema: Schema): readonly Schema[] {
  const inner = schema._zod.def.innerType ?? schema._zod.def.in;
  return inner ? [schema, ...layersOf(inner)] : [schema];
}

function elementOf(schema: Schema): Schema | undefined {
  const element = schema._zod.def.element ?? schema._zod.def.items?.[0];
  return element && layersOf(element).at(-1);
}

const scalars: Readonly<Record<string, Kind>> = {
  string: 'text',
  enum: 'text',
  literal: 'text',
  template_literal: 'text',
  number: 'number',
};

function kindOf(schema: Schema): Kind {
  const { type, options = [], valueType } = schema._zod.def;
  const element = elementOf(schema);
  if (type === 'boolean') return 'switch';
  if (element) return listKind(kindOf(element));
  if (type === 'record' && valueType && isScalar(kindOf(layersOf(valueType).at(-1) ?? valueType)))
    return 'pairs';
  if (type === 'union') return unionKind(options.map((option) => kindOf(layersOf(option).at(-1) ?? option)));
  return scalars[type] ?? 'json';
}

function listKind(element: Kind): Kind {
  if (element === 'text') return 'texts';
  return element === 'number' ? 'numbers' : 'json';
}

/** A union with a text in it takes the word as it is; `KEY=90` stays "90", and the step decides. */
function unionKind(options: readonly Kind[]): Kind {
  if (!options.every(isScalar)) return 'json';
  return options.includes('text') ? 'text' : 'number';
}

function isScalar(kind: Kind): boolean {
  return kind === 'text' || kind === 'number';
}

function allowedOf(schema: Schema): readonly string[] {
  const { type, entries = {}, values = [] } = schema._zod.def;
  if (type === 'enum') return Object.values(entries).map(String);
  return type === 'literal' ? values.map(String) : [];
}
