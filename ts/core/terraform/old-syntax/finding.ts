import type { Place } from '../../errors/problem.ts';
import type { Edit } from '../source.ts';

/** One place that is written in the syntax of Terraform 0.11. */
export interface Finding {
  readonly place: Required<Place>;
  /** As it stands there, short. */
  readonly found: string;
  /** As it has to be. */
  readonly instead: string;
  /** Terraform of today refuses it; otherwise it is only written differently now. */
  readonly refused: boolean;
  /** Empty when only a person can say what it should be. */
  readonly edits: readonly Edit[];
}

/** What a rule found, before its place is known. */
export type Found = Omit<Finding, 'place'> & { readonly at: number };
