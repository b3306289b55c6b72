import { terraformErrors } from '../errors/catalogue/terraform.ts';
import type { SourceFile } from './source.ts';
import type { StackFacts } from './stack-facts.ts';

/** The facts of a `.tf.json` file. A block that may be repeated is an object or a list of objects there. */
export function jsonFacts({ path, text }: SourceFile): StackFacts {
  const place = { file: path };
  const root = readJson({ path, text });
  const named = (type: string) => objects(root[type]).flatMap((one) => Object.entries(one));
  const settings = objects(root['terraform']);
  return {
    variables: named('variable').map(([name, value]) => {
      const [variable = {}] = objects(value);
      const type = variable['type'];
      return {
        name,
        sensitive: variable['sensitive'] === true,
        list: typeof type === 'string' && /^(?:list|set|tuple)\b/.test(type),
        place,
      };
    }),
    moduleSources: named('module').flatMap(([, value]) =>
      objects(value).flatMap(({ source }) =>
        typeof source === 'string' ? [{ source, path, span: undefined, place }] : [],
      ),
    ),
    requiredVersions: settings.flatMap(({ required_version: constraint }) =>
      typeof constraint === 'string' ? [{ constraint, place }] : [],
    ),
    backend: settings
      .flatMap(({ backend, cloud }) => [
        ...objects(cloud).map(() => ({ type: 'cloud', path: undefined, place })),
        ...objects(backend)
          .flatMap((one) => Object.entries(one))
          .map(([type, value]) => {
            const [{ path: state } = {}] = objects(value);
            return { type, path: typeof state === 'string' ? state : undefined, place };
          }),
      ])
      .at(-1),
  };
}

type Json = Readonly<Record<string, unknown>>;

/** @throws ProblemError `terraform-unreadable` with the file */
export function readJson({ path, text }: SourceFile): Json {
  try {
    return objects(JSON.parse(text))[0] ?? {};
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw terraformErrors.unreadable.error({ detail }, { place: { file: path }, cause });
  }
}

function objects(value: unknown): readonly Json[] {
  if (Array.isArray(value)) return value.flatMap(objects);
  return typeof value === 'object' && value !== null ? [value as Json] : [];
}
