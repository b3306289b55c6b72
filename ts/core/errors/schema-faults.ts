import * as z from 'zod/mini';
import { didYouMean } from './suggest.ts';

/**
 * What is wrong with a value that a schema refused, in words for the person who wrote it. Schemas of this product give every check
 * the phrase that completes "must be …" as its message; the phrase of an unknown key is made here, from the keys that there are.
 */
export type SchemaFault =
  | {
      readonly kind: 'unknownKey';
      readonly path: Path;
      readonly key: string;
      readonly known: readonly string[];
      readonly suggestion: string;
    }
  | { readonly kind: 'missing'; readonly path: Path; readonly key: string; readonly expected: string }
  | { readonly kind: 'badKey'; readonly path: Path; readonly key: string; readonly expected: string }
  | {
      readonly kind: 'value';
      readonly path: Path;
      readonly value: unknown;
      readonly expected: string;
      readonly suggestion: string;
    };

/** Where in the value: names of members and places in lists, from the top. An unknown, missing or bad key is not part of it. */
export type Path = readonly (string | number)[];

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly [SchemaFault, ...SchemaFault[]] };

/** Checks a value and tells everything that is wrong with it, not only the first thing. */
export function checkShape<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
): Checked<z.output<Schema>> {
  const result = z.safeParse(schema, value, { reportInput: true, error: keysOfTheObject });
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, faults: result.error.issues.flatMap(faultsOf) as [SchemaFault, ...SchemaFault[]] };
}

/** `environments.live.smoke[0].url`; `the file` for the top. */
export function pathText(path: Path, top = 'the file'): string {
  if (path.length === 0) return top;
  return path
    .map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? step : `.${step}`))
    .join('');
}

/** A value as it may stand in a sentence: JSON, kept short. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a map';
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length <= 80 ? text : `${text.slice(0, 77)}…"`;
}

type Issue = z.core.$ZodIssue;

/** zod forgets which object an unknown key was found in; its keys travel to `faultsOf` as the message. */
function keysOfTheObject(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== 'unrecognized_keys') return undefined;
  const object = issue.inst as unknown as z.core.$ZodObject;
  return Object.keys(object._zod.def.shape).join(' ');
}

function faultsOf(issue: Issue): readonly SchemaFault[] {
  const path = issue.path as (string | number)[];
  const key = String(path.at(-1));
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = issue.message.split(' ');
      return issue.keys.map((unknown) => ({
        kind: 'unknownKey',
        path,
        key: unknown,
        known,
        suggestion: didYouMean(unknown, known),
      }));
    }
    case 'invalid_key':
      return [
        { kind: 'badKey', path: path.slice(0, -1), key, expected: issue.issues[0]?.message ?? issue.message },
      ];
    case 'invalid_value':
      return [missingOrWrong(path, issue.input, issue.message, issue.values.map(String))];
    case 'invalid_union': {
      if ('options' in issue) return [wrongKind(path, issue.input, issue.options.map(String))];
      const meant = kindThatIsMeant(issue.errors);
      return meant
        ? meant.flatMap((inner) => faultsOf({ ...inner, path: [...path, ...inner.path] }))
        : [missingOrWrong(path, issue.input, issue.message)];
    }
    default:
      return [missingOrWrong(path, issue.input, issue.message)];
  }
}

function missingOrWrong(
  path: Path,
  value: unknown,
  expected: string,
  allowed: readonly string[] = [],
): SchemaFault {
  if (value === undefined && path.length > 0)
    return { kind: 'missing', path: path.slice(0, -1), key: String(path.at(-1)), expected };
  return {
    kind: 'value',
    path,
    value,
    expected,
    suggestion: typeof value === 'string' ? didYouMean(value, allowed) : '',
  };
}

/** Of maps that are told apart by their members, the only one of which nothing is missing: then what is wrong lies in its members. */
function kindThatIsMeant(kinds: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const whole = kinds.filter((issues) =>
    issues.every(({ code, path, input }) =>
      code === 'unrecognized_keys' ? path.length === 0 : typeof path[0] === 'string' && input !== undefined,
    ),
  );
  return whole.length === 1 ? whole[0] : undefined;
}

/** A union told apart by one member (`type`): zod points at that member and hands over the whole object. */
function wrongKind(path: Path, input: unknown, options: readonly string[]): SchemaFault {
  const member = (input as Readonly<Record<string, unknown>>)[String(path.at(-1))];
  return missingOrWrong(path, member, `one of ${options.join(', ')}`, options);
}
