import { decodeTime, ulid } from 'ulid';
import { canonicalJson, sha256Hex } from '../release/canonical.ts';
import { createHash } from 'node:crypto';
import type { Fact, FactDraft } from './fact.ts';

/** Where a fact goes: after `tail`, the newest fact of the environment (undefined for the first), at `now` (milliseconds). */
export interface Position {
  readonly environment: string;
  readonly tail: Fact | undefined;
  readonly now: number;
}

/**
 * Gives a draft its id, its place in the chain and its time.
 *
 * The id is a ULID that sorts after the tail's even where the writer's clock is behind: its time is at least a millisecond later. What
 * is random in other ULIDs is the hash of the content here, so a rehearsal names its facts alike each time. Two writers that draw the
 * same id have the same content and the same predecessor, and only one of them gets it in; the other one seals its draft anew.
 */
export function sealFact(draft: FactDraft, { environment, tail, now }: Position): Fact {
  const sealed = {
    ...draft,
    version: 1 as const,
    environment,
    previous: tail ? factHash(tail) : null,
    at: new Date(now).toISOString(),
  };
  const time = Math.max(now, tail ? decodeTime(tail.id) + 1 : 1);
  return { ...sealed, id: ulid(time, fractionsOf(canonicalJson(sealed))) };
}

/** The fact's file: canonical JSON without a newline at its end, so that `sha256sum` of the file is what the next fact names. */
export function factBytes(fact: Fact): Buffer {
  return Buffer.from(canonicalJson(fact), 'utf8');
}

/** SHA-256, hexadecimal. */
export function factHash(fact: Fact): string {
  const known = hashes.get(fact);
  if (known !== undefined) return known;
  const hash = sha256Hex(factBytes(fact));
  hashes.set(fact, hash);
  return hash;
}

/** A fact never changes, and links, notes and the facts behind it ask for its hash. */
const hashes = new WeakMap<Fact, string>();

/**
 * Whether `hash` names the fact. Of a fact that was read, the hash of its file is tried before its content is written anew: files are
 * canonical, and a ledger of large releases is read in half the time.
 */
export function isHashOf(hash: string, fact: Fact): boolean {
  return filesHashes.get(fact) === hash || factHash(fact) === hash;
}

/** Says from which text a fact was read. */
export function rememberText(fact: Fact, text: string): void {
  filesHashes.set(fact, sha256Hex(text));
}

const filesHashes = new WeakMap<Fact, string>();

/** Numbers from 0 to 1, one for each of a ULID's sixteen random characters. */
function fractionsOf(text: string): () => number {
  const bytes = createHash('sha256').update(text).digest();
  let next = 0;
  return () => (bytes[next++ % bytes.length] ?? 0) / 256;
}

/**
 * Whether the fact's id is the one that its content was given: its random part is the hash of everything else in it. So a fact that was
 * edited shows by itself, even where no other one follows.
 */
export function isSealed(fact: Fact): boolean {
  const { id, ...sealed } = fact;
  return ulid(decodeTime(id), fractionsOf(canonicalJson(sealed))) === id;
}
