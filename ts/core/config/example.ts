import { ProblemError, type Problem } from '../errors/problem.ts';
import type { Config } from './config.ts';
import { parseConfig } from './parse.ts';

/** Members to add to the small example, in YAML's flow style: `cluster: other, settleMinutes: 5`. */
export interface Additions {
  readonly defaults?: string;
  readonly web?: string;
  readonly test?: string;
  readonly live?: string;
  /** One freeze, called `quiet`. */
  readonly freeze?: string;
}

/** A valid file of one service and two environments, for tests; one line each, so that places can be told. */
export function exampleYaml({ defaults, web, test, live, freeze }: Additions = {}): string {
  const also = (added: string | undefined) => (added === undefined ? '' : `, ${added}`);
  const cluster = (added: string | undefined, name: string) =>
    added !== undefined && /\b(cluster|stack): /.test(added) ? added : `cluster: ${name}${also(added)}`;
  return [
    'version: 1',
    `defaults: { region: eu-west-1${also(defaults)} }`,
    'services:',
    `  web: { image: acme/web${also(web)} }`,
    'environments:',
    `  test: { ${cluster(test, 'web-test')} }`,
    `  live: { ${cluster(live, 'web-live')} }`,
    ...(freeze === undefined ? [] : [`freezes: { quiet: { ${freeze} } }`]),
    '',
  ].join('\n');
}

export function exampleConfig(additions: Additions = {}): Config {
  return parseConfig(exampleYaml(additions), 'promotion.yaml');
}

/** What is wrong with a file; empty when nothing is. */
export function problemsOfConfig(text: string): readonly Problem[] {
  try {
    parseConfig(text, 'promotion.yaml');
    return [];
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    throw error;
  }
}

/** The same as lines: `config-value 7:11 ` and what is wrong; `-` for a place that is not told. */
export function toldOfConfig(text: string): readonly string[] {
  return problemsOfConfig(text).map(
    ({ code, place, what }) => `${code} ${place?.line ?? '-'}:${place?.column ?? '-'} ${what}`,
  );
}
