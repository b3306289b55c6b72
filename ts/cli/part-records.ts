/**
 * What looks back at what was recorded: the lineage of what runs, and the audit. In a file of its own beside the bundle that uses it
 * (`ts/tools/bundle/parts.ts`): a person asks for them now and then, and no build does.
 */
export { auditAnswer } from './wiring/audit.ts';
// From here, so that the entry does not carry the configuration and the ledger along for this one step.
export { withDeployment } from './wiring/deployment.ts';
export { chainAnswer, lineageAnswer } from './wiring/lineage.ts';
