import { createHash } from 'node:crypto';

/**
 * Everything that would be random in AWS, drawn from the rehearsal's seed and from what it is for. A value depends on nothing that
 * was drawn before it, so that two processes which ask in another order still get the same ids.
 */
export class Seeded {
  private readonly seed: number;

  constructor(seed: number) {
    this.seed = seed;
  }

  /** `length` hexadecimal digits (at most 64), as in a task's id. */
  hex(length: number, ...purpose: readonly (string | number)[]): string {
    return this.draw(purpose).slice(0, length);
  }

  /** `length` decimal digits (at most 19), the first one not zero, as in `ecs-svc/…`. */
  digits(length: number, ...purpose: readonly (string | number)[]): string {
    const digits = (BigInt(`0x${this.draw(purpose).slice(0, 32)}`) % 10n ** BigInt(length)).toString();
    return digits.padStart(length, '0').replace(/^0/, '1');
  }

  /** Letters and digits of the kind access keys are made of. */
  key(length: number, ...purpose: readonly (string | number)[]): string {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
    return [...Buffer.from(this.draw(purpose), 'hex')]
      .map((byte) => alphabet[byte % alphabet.length] ?? '')
      .join('')
      .slice(0, length);
  }

  uuid(...purpose: readonly (string | number)[]): string {
    const hex = this.draw(purpose);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  /** A whole number of milliseconds between the two numbers of seconds. */
  milliseconds(range: readonly [number, number], ...purpose: readonly (string | number)[]): number {
    const [from, to] = range;
    return Math.round((from + (to - from) * this.unit(...purpose)) * 1000);
  }

  /** At least 0 and less than 1. */
  unit(...purpose: readonly (string | number)[]): number {
    return parseInt(this.draw(purpose).slice(0, 8), 16) / 2 ** 32;
  }

  private draw(purpose: readonly (string | number)[]): string {
    return createHash('sha256')
      .update(JSON.stringify([this.seed, ...purpose]))
      .digest('hex');
  }
}
