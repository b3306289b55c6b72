import type { Actor } from '../ledger/fact.ts';

/** What the Build User Vars plugin calls builds that no person started, and what this product says where it knows no one. */
const nobodies = ['unknown', 'timer', 'scmChange', 'automatic'];

/** Whether no person asked for it. */
export function isNobody({ name }: Actor): boolean {
  return name.trim() === '' || nobodies.includes(name);
}
