import { ledgerErrors } from '../errors/catalogue/ledger.ts';
import type { Problem } from '../errors/problem.ts';
import { canonicalJson } from '../release/canonical.ts';
import type { Fact } from './fact.ts';
import { factSchema } from './fact-schema.ts';
import { parseSharing } from './known-releases.ts';
import { rememberText } from './seal.ts';

/** One fact read from its file's text, or what is wrong with the file. */
export type ParsedFact = { readonly fact: Fact } | { readonly problem: Problem };

/** `file` is the fact's name for people, e.g. `test/01K….json`. */
export function parseFact(text: string, file: string): ParsedFact {
  const value = jsonOf(text);
  if (value === undefined) return unreadable(file, 'it is not JSON');
  const parsed = factSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return unreadable(file, `at "${issue?.path.join('.') ?? ''}": ${issue?.message ?? 'unknown form'}`);
  }
  // A lone surrogate has no canonical bytes, so no fact of ours can hold one; the chain's hashes would stumble over it.
  if (mayHoldHalves(text) && !hasCanonicalJson(value))
    return unreadable(file, 'it holds text that is not Unicode');
  const fact = value as Fact;
  rememberText(fact, text);
  return { fact };
}

/** Whether a text of the fact may hold half of a character, as it is or escaped. */
function mayHoldHalves(text: string): boolean {
  return !text.isWellFormed() || (text.includes('\\u') && /\\u[dD][89a-fA-F]/.test(text));
}

function jsonOf(text: string): unknown {
  try {
    return parseSharing(text);
  } catch {
    return undefined;
  }
}

function hasCanonicalJson(value: unknown): boolean {
  try {
    canonicalJson(value);
    return true;
  } catch {
    return false;
  }
}

function unreadable(file: string, reason: string): ParsedFact {
  return { problem: ledgerErrors.factUnreadable.problem({ file, reason }, { file }) };
}
