/**
 * A first configuration, in a file of its own beside the program (`ts/tools/bundle/parts.ts`): a team asks for it once, and a build
 * never. It has the few clients of AWS that it needs.
 */
export { init } from './wiring/init.ts';
