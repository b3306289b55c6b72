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

/** SHA-256 as 64 lower-case hexadecimal digits; a string is hashed as its UTF-8 bytes. */
export function sha256Hex(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The SHA-256 of the value's canonical JSON. */
export function canonicalHash(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}
