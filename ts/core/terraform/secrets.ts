import { everyToken, plainString, type Token } from './hcl/tokens.ts';
import { readJson } from './json-facts.ts';
import { readHcl, type SourceFile } from './source.ts';

/** What is known of a run's values when it starts. */
export interface KnownValues {
  /** Names of the variables that the stack declares to be sensitive. */
  readonly sensitive: ReadonlySet<string>;
  readonly variables: readonly (readonly [name: string, value: string])[];
  /** `.tfvars` and `.tfvars.json` files. */
  readonly files: readonly SourceFile[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The texts that must not be printed: values of sensitive variables, and the secrets of AWS's environment variables.
 *
 * @throws ProblemError `terraform-unreadable` with a file of values that is none
 */
export function secretsOf({ sensitive, variables, files, env }: KnownValues): readonly string[] {
  const fromEnv = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && (awsSecrets.has(name) || sensitive.has(name.replace(/^TF_VAR_/, '')))
      ? [value]
      : [],
  );
  return [
    ...fromEnv,
    ...variables.flatMap(([name, value]) => (sensitive.has(name) ? [value] : [])),
    ...files.flatMap((file) => valuesIn(file, sensitive)),
  ];
}

const awsSecrets = new Set(['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_ACCESS_KEY_ID']);

function valuesIn(file: SourceFile, sensitive: ReadonlySet<string>): readonly string[] {
  const { path } = file;
  if (path.endsWith('.tfvars')) {
    return readHcl(file)
      .body.attributes.filter(({ name }) => sensitive.has(name))
      .flatMap(({ value }) => [...everyToken(value)].flatMap((token) => literalIn(token) ?? []));
  }
  if (!path.endsWith('.tfvars.json')) return [];
  return Object.entries(readJson(file)).flatMap(([name, value]) =>
    sensitive.has(name) ? textsIn(value) : [],
  );
}

/** What is written there: a string, a number, or the lines of a heredoc (a key, most likely). */
function literalIn(token: Token): string | undefined {
  if (token.kind === 'number') return token.text;
  return token.kind === 'heredoc' ? token.text.split('\n').slice(1, -1).join('\n') : plainString(token);
}

/** The values of sensitive variables that a plan's JSON tells; those of defaults and of files that Terraform finds by itself too. */
export function secretsInPlan(planJson: string, sensitive: ReadonlySet<string>): readonly string[] {
  const { variables = {} } = JSON.parse(planJson) as {
    variables?: Readonly<Record<string, { value?: unknown }>>;
  };
  return Object.entries(variables).flatMap(([name, { value }]) =>
    sensitive.has(name) ? textsIn(value) : [],
  );
}

/** All texts in a JSON value; a number is a text too, where it is a secret. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
