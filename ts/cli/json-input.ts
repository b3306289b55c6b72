import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { usageErrors } from '../core/errors/catalogue/usage.ts';
import type { Place, Problem } from '../core/errors/problem.ts';
import type { Host } from './host.ts';
import { reasonOf } from './reason.ts';

const inline = 'ECS_PROMOTE_INPUT';
const file = 'ECS_PROMOTE_INPUT_FILE';

/** Which of the two variables are set; an empty one is not. */
export function jsonInputs(env: Host['env']): readonly string[] {
  return [inline, file].filter((name) => env[name] !== undefined && env[name] !== '');
}

/** The input that came as JSON; undefined when none did. */
export async function readJsonInput(
  host: Host,
): Promise<{ readonly input?: Record<string, unknown>; readonly problems: readonly Problem[] } | undefined> {
  const [variable] = jsonInputs(host.env);
  const given = variable && host.env[variable];
  if (given === undefined || given === '') return undefined;
  if (variable === inline) return parse(given, inline);
  try {
    // Fatal, because a replacement character in a commit message or a path would pass unseen.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(resolve(host.cwd, given)));
    return parse(text, given);
  } catch (cause) {
    return { problems: [usageErrors.inputUnreadable.problem({ file: given, reason: reasonOf(cause) })] };
  }
}

function parse(
  text: string,
  source: string,
): { readonly input?: Record<string, unknown>; readonly problems: readonly Problem[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const { reason, place } = explain(cause as SyntaxError, text);
    return { problems: [usageErrors.inputNotJson.problem({ source, reason }, { file: source, ...place })] };
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return { input: value as Record<string, unknown>, problems: [] };
  }
  const found = Array.isArray(value) ? 'a list' : `the value ${JSON.stringify(value)}`;
  return { problems: [usageErrors.inputNotObject.problem({ source, found }, { file: source })] };
}

/** V8 says where in some of its messages: `… in JSON at position 12`, newer ones with line and column behind. */
function explain(cause: SyntaxError, text: string): { readonly reason: string; readonly place: Place } {
  const [, position] = / at position (\d+)/.exec(cause.message) ?? [];
  const reason = cause.message
    .replace(/( in JSON)? at position .*$| is not valid JSON$/s, '')
    .replace(/^[A-Z]/, (l) => l.toLowerCase());
  if (position === undefined) return { reason, place: {} };
  const before = text.slice(0, Number(position)).split('\n');
  return { reason, place: { line: before.length, column: (before.at(-1) ?? '').length + 1 } };
}
