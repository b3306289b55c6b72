import { lineageErrors } from '../errors/catalogue/lineage.ts';
import type { Problem } from '../errors/problem.ts';
import { canonicalJson } from '../release/canonical.ts';
import { firstDifference } from './differing.ts';

/** A link that does not hold: what is not as somebody else's record says. */
export interface BrokenLink {
  readonly state: 'altered' | 'missing';
  /** For people: `live/01K….json`, `deploy-live #3 promotion.json`. */
  readonly file: string;
  /** Which part of it, as far as that can be known; null for what is missing. */
  readonly field: string | null;
  readonly found: string | null;
  readonly expected: string | null;
  /** What says so: another file, or the very same one. */
  readonly witness: string;
}

/** Collects what was compared: how many links hold, and each one that does not. */
export class Links {
  readonly #broken: BrokenLink[] = [];
  #held = 0;

  get held(): number {
    return this.#held;
  }

  /** Each once: two links may break at the same place. */
  get broken(): readonly BrokenLink[] {
    return [...new Map(this.#broken.map((link) => [JSON.stringify(link), link])).values()];
  }

  /** Whether something of the file was found to be broken. */
  isBroken(file: string): boolean {
    return this.#broken.some((link) => link.file === file);
  }

  holds(): void {
    this.#held += 1;
  }

  /** Compares two values as JSON; answers whether they are the same. */
  same(file: string, field: string, found: unknown, expected: unknown, witness: string): boolean {
    if (canonicalJson(found ?? null) === canonicalJson(expected ?? null)) {
      this.#held += 1;
      return true;
    }
    this.altered({ file, field, found: brief(found), expected: brief(expected), witness });
    return false;
  }

  /** The same of two documents: names the first member that differs. */
  sameDocument(file: string, found: unknown, expected: unknown, witness: string): boolean {
    const difference = firstDifference(found, expected);
    if (!difference) {
      this.#held += 1;
      return true;
    }
    const field = difference.path === '' ? 'the whole' : difference.path;
    const values = { found: brief(difference.found), expected: brief(difference.expected) };
    this.altered({ file, field, ...values, witness });
    return false;
  }

  altered(link: Omit<BrokenLink, 'state'>): void {
    this.#broken.push({ state: 'altered', ...link });
  }

  missing(file: string, witness: string): void {
    this.#broken.push({ state: 'missing', file, field: null, found: null, expected: null, witness });
  }
}

export function problemOf(link: BrokenLink): Problem {
  const { state, file, witness } = link;
  return state === 'missing'
    ? lineageErrors.missing.problem({ file, witness }, { file })
    : lineageErrors.altered.problem(
        {
          file,
          witness,
          field: link.field ?? 'something',
          found: link.found ?? 'nothing',
          expected: link.expected ?? 'nothing',
        },
        { file },
      );
}

/** A value for people, cut where it would fill the console. */
export function brief(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length <= 120 ? text : `${text.slice(0, 119)}…`;
}
