import { serviceEnvErrors as errors } from '../errors/catalogue/service-env.ts';
import { throwIfAny, type Problem } from '../errors/problem.ts';
import { entryLimit, problemsOfEntry } from './entry.ts';
import { quoted } from './quoted.ts';

/**
 * Writes a service env artifact such that Jenkins' `load` assigns exactly these values, whatever is in them, and in any default
 * encoding of the agent: the text is ASCII. Groovy expands `\uXXXX` before it reads anything else, but skips a doubled backslash
 * when it does so (`UnicodeEscapingReader` of Groovy 2.4), so doubling the backslash of the text `\u0022` is enough.
 *
 * @param entries names and values, in the order of the file
 * @param header text for comment lines above them; what is not printable ASCII becomes `?`
 * @throws ProblemError with everything that is wrong with any of the entries
 */
export function writeServiceEnv(
  entries: readonly (readonly [name: string, value: string])[],
  header?: string,
): string {
  throwIfAny(problemsOfEntries(entries));
  const comments = header === undefined ? [] : header.split(/\r\n|\r|\n/).map(comment);
  const assignments = entries.map(([name, value]) => `env.${name}=${literal(value)}`);
  return [...comments, ...assignments, ''].join('\n');
}

/** Everything that keeps these entries from being written. */
export function problemsOfEntries(entries: readonly (readonly [name: string, value: string])[]): Problem[] {
  const problems = entries.flatMap(([name, value]) => problemsOfEntry({ name, value }));
  const seen = new Set<string>();
  for (const [name] of entries) {
    if (seen.has(name)) problems.push(errors.duplicate.problem({ name }));
    seen.add(name);
  }
  if (entries.length > entryLimit)
    problems.push(errors.tooMany.problem({ count: entries.length, limit: entryLimit }));
  return problems;
}

function comment(line: string): string {
  return `// ${line.replace(/[^ -~]|\\/g, '?')}`.trimEnd();
}

/** Bare where Groovy prints the very same digits again, else in single quotes, where `$` is a character like any other. */
function literal(value: string): string {
  if (/^(?:0|[1-9][0-9]{0,14})$/.test(value)) return value;
  return quoted(value);
}
