import type { Actor } from '../ledger/fact.ts';

/** What the Build User Vars plugin calls builds that no person started, and what this product says where it knows no one. */
const nobodies = ['unknown', 'timer', 'scmChange', 'automatic'];

/** Whether no person asked for it. */
export function isNobody({ name }: Actor): boolean {
  return name.trim() === '' || nobodies.includes(name);
}

/** Whoever is not logged in, and Jenkins itself: somebody may well have done it, but it is nobody's word. */
const unnamed = ['anonymous', 'system'];

/** Whether it is no name that can stand for a person's word, in an approval or an exception. */
export function isNobodysWord({ name }: Actor): boolean {
  return isNobody({ name }) || unnamed.includes(name.trim().toLowerCase());
}
