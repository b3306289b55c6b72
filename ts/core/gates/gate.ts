import type { Problem } from '../errors/problem.ts';
import type { ExceptionName } from './exception-names.ts';
import type { Situation } from './situation.ts';

/**
 * A rule that can refuse a promotion. One file each in this folder, listed in `gates.ts`; a pure function of the situation, so every
 * refusal can be reported together and tried in a table.
 */
export interface Gate {
  /** Stable, kebab-case; its refusals have codes that begin with `gate-`. */
  readonly name: string;
  /** One sentence: what must be the case. */
  readonly rule: string;
  /**
   * Whether it judges a rollback, too. What is gone back to was verified here, so what asks where a release comes from has been
   * answered; and when Live burns, nothing but a reason to leave it burning may stand in the way.
   */
  readonly alsoGoingBack: boolean;
  /** The exception that opens it; how that changes its answer is its own business. */
  readonly exception?: ExceptionName;
  /** Empty when the gate is open; each refusal says when or how it would open. */
  readonly judge: (situation: Situation) => readonly Problem[];
}
