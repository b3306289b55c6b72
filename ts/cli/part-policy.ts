/**
 * Policies, in a file of their own beside the bundle that uses them (`ts/tools/bundle/parts.ts`): a team asks for them a few times a
 * year, and never in a build.
 */
export { policyAnswer } from './wiring/policy-answer.ts';
