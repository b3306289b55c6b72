import type { Place } from '../errors/problem.ts';
import { attribute, stringAttribute, type Block, type Body } from './hcl/body.ts';
import { plainString, type Token } from './hcl/tokens.ts';
import { jsonFacts } from './json-facts.ts';
import { placeAt, readHcl, type SourceFile } from './source.ts';

/** What is asked of the files of one folder: a stack with its configuration, or a module. */
export interface StackFacts {
  readonly variables: readonly Variable[];
  readonly moduleSources: readonly ModuleSource[];
  readonly requiredVersions: readonly (Placed & { readonly constraint: string })[];
  /** Undefined when none is written. With several, the last one, as Terraform would refuse them anyway. */
  readonly backend: Backend | undefined;
}

export interface Placed {
  readonly place: Place;
}

export interface Variable extends Placed {
  readonly name: string;
  readonly sensitive: boolean;
  /** Declared as a list in the syntax of Terraform 0.11 or of today. */
  readonly list: boolean;
}

export interface ModuleSource extends Placed {
  readonly source: string;
  readonly path: string;
  /** Offsets of the string in the file; undefined in JSON. */
  readonly span: { readonly start: number; readonly end: number } | undefined;
}

export interface Backend extends Placed {
  /** `s3`, `local`, …; `cloud` for a `cloud` block. */
  readonly type: string;
  /** `path` of a local one, where it is written without interpolation. */
  readonly path: string | undefined;
}

/** Reads `.tf` and `.tf.json` files; others are left alone. */
export function stackFacts(files: readonly SourceFile[]): StackFacts {
  const facts = files.flatMap((file) => {
    if (file.path.endsWith('.tf.json')) return [jsonFacts(file)];
    return file.path.endsWith('.tf') ? [hclFacts(file)] : [];
  });
  return {
    variables: facts.flatMap(({ variables }) => variables),
    moduleSources: facts.flatMap(({ moduleSources }) => moduleSources),
    requiredVersions: facts.flatMap(({ requiredVersions }) => requiredVersions),
    backend: facts.map(({ backend }) => backend).findLast((backend) => backend !== undefined),
  };
}

function hclFacts(source: SourceFile): StackFacts {
  const { body } = readHcl(source);
  const place = (token: Token): Place => placeAt(source, token.start);
  const blocks = (type: string, within: Body = body): readonly Block[] =>
    within.blocks.filter((block) => block.type === type);
  const settings = blocks('terraform');
  return {
    variables: blocks('variable').map((block) => ({
      name: block.labels[0] ?? '',
      sensitive: attribute(block.body, 'sensitive')?.value[0]?.text === 'true',
      list: isList(block.body),
      place: place(block.typeToken),
    })),
    moduleSources: blocks('module').flatMap(({ body: module }) => {
      const [token] = attribute(module, 'source')?.value ?? [];
      const value = plainString(token);
      return token && value !== undefined
        ? [
            {
              source: value,
              path: source.path,
              span: { start: token.start, end: token.end },
              place: place(token),
            },
          ]
        : [];
    }),
    requiredVersions: settings.flatMap(({ body: setting, typeToken }) => {
      const constraint = stringAttribute(setting, 'required_version');
      const token = attribute(setting, 'required_version')?.nameToken ?? typeToken;
      return constraint === undefined ? [] : [{ constraint, place: place(token) }];
    }),
    backend: settings
      .flatMap(({ body: setting }) => [
        ...blocks('cloud', setting).map(({ typeToken }) => ({
          type: 'cloud',
          path: undefined,
          place: place(typeToken),
        })),
        ...blocks('backend', setting).map(({ body: backend, labels, typeToken }) => ({
          type: labels[0] ?? '',
          path: stringAttribute(backend, 'path'),
          place: place(typeToken),
        })),
      ])
      .at(-1),
  };
}

function isList(variable: Body): boolean {
  const type = attribute(variable, 'type')?.value[0];
  const written = plainString(type) ?? type?.text;
  if (written !== undefined) return ['list', 'set', 'tuple'].includes(written);
  return attribute(variable, 'default')?.value[0]?.text === '[';
}
