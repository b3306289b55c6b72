/**
 * What a step without AWS and without Terraform never reads, in a file of its own beside the bundles (`ts/tools/bundle/parts.ts`):
 * the definitions of all other steps, and the text of `--help`.
 */
export { stepsApart } from '../steps/apart.ts';
export { programHelp, stepHelp } from './help.ts';
