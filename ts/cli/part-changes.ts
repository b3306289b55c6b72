/**
 * What changes between two states, in a file of its own beside the bundle that uses it (`ts/tools/bundle/parts.ts`): for people, and
 * for plans where the whole program is. The clients stay in the bundle with AWS.
 */
export { changesOfPlan } from './wiring/plan-changes.ts';
export { diffAnswer } from './wiring/diff-answer.ts';
