import type { AppSpec } from './appspec.ts';

/**
 * As `appspec.yaml` is written by hand: `version: 0.0` is a number that YAML writers would shorten to `0`. Maps, lists, numbers and
 * texts are all an AppSpec has; the YAML library's writer for them takes 12 kB in every build's copy of the program, so they are
 * written here and read back by that library in the tests.
 */
export function appSpecYaml({ Resources, Hooks }: AppSpec): string {
  const lines = linesOf({ Resources, ...(Hooks && { Hooks }) });
  return ['version: 0.0', ...lines].map((line) => `${line}\n`).join('');
}

/** The lines of a map or a list, not indented. */
function linesOf(value: object): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => prefixed('- ', linesIn(item)));
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === 'object' && inner !== null
      ? [`${scalar(key)}:`, ...linesOf(inner).map((line) => `  ${line}`)]
      : [`${scalar(key)}: ${scalar(inner)}`],
  );
}

function linesIn(item: unknown): readonly string[] {
  return typeof item === 'object' && item !== null ? linesOf(item) : [scalar(item)];
}

/** The first line behind the dash, the others below it. */
function prefixed(dash: string, lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => `${index === 0 ? dash : '  '}${line}`);
}

/** Bare where no YAML reader could take it for anything but this text; else as JSON, whose quoted texts are YAML's, too. */
function scalar(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const bare = /^[A-Za-z][\w./:-]*[\w]$/.test(value) && !/^(true|false|yes|no|on|off|null)$/i.test(value);
  const version = /^\d+\.\d+\.\d+$/.test(value);
  return bare || version ? value : JSON.stringify(value);
}
