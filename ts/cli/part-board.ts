/**
 * The board, in a file of its own beside the bundle that uses it (`ts/tools/bundle/parts.ts`): a job of its own makes it, on an agent
 * that has the whole program. What looks at ECS stays in the bundle with AWS.
 */
export { boardAnswer } from './wiring/board-answer.ts';
