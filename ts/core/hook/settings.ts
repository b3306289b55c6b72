import * as z from 'zod/mini';
import { resolveSmoke } from '../config/resolve-smoke.ts';
import { smokeSchema } from '../config/smoke-schema.ts';
import { checkShape, pathText, shown, type SchemaFault } from '../errors/schema-faults.ts';
import type { HttpCheck } from '../smoke/check.ts';

/** What the function is set to: the checks, as `smoke` of promotion.yaml writes those of an address. */
export type HookSettings =
  | { readonly ok: true; readonly checks: readonly HttpCheck[] }
  | { readonly ok: false; readonly problems: readonly string[] };

export interface HookSources {
  /** `hookDetails`, which belong to one service; they win. Its `checks` is the list. */
  readonly details: Readonly<Record<string, unknown>>;
  /** JSON: the list. */
  readonly checks: string | undefined;
  /** One address that must answer 200. */
  readonly url: string | undefined;
}

const checksSchema = z.array(smokeSchema, 'a list of checks').check(z.minLength(1, 'a list of checks'));

/** Never throws: a function that cannot read its settings must answer that the validation has failed. */
export function hookSettings({ details, checks, url }: HookSources): HookSettings {
  const given = details['checks'] ?? parsed(checks) ?? (present(url) ? [{ url }] : undefined);
  if (given === undefined) {
    return refused(
      'there is nothing to check: neither hookDetails.checks nor ECS_PROMOTE_HOOK_CHECKS nor ECS_PROMOTE_HOOK_URL',
    );
  }
  const shape = checkShape(checksSchema, given);
  if (!shape.ok) return refused(...shape.faults.map(wordsOf));
  const resolved = shape.value.map((file) => resolveSmoke(file, []));
  const addresses = resolved.filter((check) => check.kind === 'http' && check.url !== '') as HttpCheck[];
  return addresses.length === resolved.length
    ? { ok: true, checks: addresses }
    : refused('a function can only ask addresses: each check needs a url, and neither command nor task');
}

function parsed(text: string | undefined): unknown {
  if (!present(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function present(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== '';
}

function refused(...problems: readonly string[]): HookSettings {
  return { ok: false, problems };
}

function wordsOf(fault: SchemaFault): string {
  const where = pathText(fault.path, 'the checks');
  switch (fault.kind) {
    case 'unknownKey':
      return `"${fault.key}" is not known in ${where}.${fault.suggestion}`;
    case 'missing':
    case 'badKey':
      return `${where}.${fault.key} must be ${fault.expected}`;
    case 'value':
      return `${where} is ${shown(fault.value)}, but must be ${fault.expected}`;
  }
}
