import type { Problem } from '../../errors/problem.ts';
import type { Draft } from '../draft.ts';

/** Something that must hold between members of the file; what a single member may be is said by the schema. */
export type Check = (draft: Draft) => readonly Problem[];
