import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/**
 * The one text of a JSON value (RFC 8785): members sorted, no white space, numbers as ECMAScript writes them. Every identity of this
 * product (release, plan, fact) is the SHA-256 of such a text, so that two programs that hold the same value name it alike.
 *
 * Members that are `undefined` are left out. Throws a plain Error for what JSON can't say (NaN, lone surrogates, cycles): by the time
 * a value is hashed it has been parsed, so this is a bug and not a person's mistake.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('undefined has no canonical JSON');
  return text;
}

/**
 * Whether `text`, which was read as `value`, is the canonical text of it. A ledger's files nearly always are, and to see that takes a
 * sixth of the time of writing them anew: `JSON.stringify` writes what canonical JSON writes, but for the order of members.
 */
export function isCanonicalJson(text: string, value: unknown): boolean {
  return JSON.stringify(value) === text && !/\\ud[89a-f]/.test(text) && hasSortedMembers(value);
}

function hasSortedMembers(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (Array.isArray(value)) return value.every(hasSortedMembers);
  let before: string | undefined;
  return Object.entries(value).every(([name, member]) => {
    const isBehind = before === undefined || before < name;
    before = name;
    return isBehind && hasSortedMembers(member);
  });
}

/** SHA-256 as 64 lower-case hexadecimal digits; a string is hashed as its UTF-8 bytes. */
export function sha256Hex(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The SHA-256 of the value's canonical JSON. */
export function canonicalHash(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}
