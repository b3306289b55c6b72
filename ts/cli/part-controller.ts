/**
 * What only a controller and the seed job ask for, in a file of its own beside the program (`ts/tools/bundle/parts.ts`): which builds
 * the ledger lets go on, and the jobs that follow from the configuration.
 */
export { eligibleChoices } from './wiring/eligible-choices.ts';
export { jobs } from './wiring/jobs.ts';
