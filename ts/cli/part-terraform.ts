/**
 * What runs Terraform, in a file of its own beside the bundles that use it (`ts/tools/bundle/parts.ts`): `orchestrate` has it without
 * AWS, a promotion with the engine `terraform` has it with.
 */
export { applyStack, destroyStack } from '../app/terraform/apply-stack.ts';
export { planStack } from '../app/terraform/plan-stack.ts';
export { outputsOf } from '../app/terraform/output-stack.ts';
export { noOptions } from '../app/terraform/tools.ts';
export { renderChanges } from '../core/terraform/render-changes.ts';
export { orchestrate } from './wiring/orchestrate.ts';
export { stackTools } from './wiring/stack-tools.ts';
export { bringUp } from '../app/existence/bring-up.ts';
export { extendLease } from '../app/existence/extend.ts';
export { listExistence } from '../app/existence/list.ts';
export { takeDown, takeDownDue } from '../app/existence/take-down.ts';
export { leaseEnd } from '../core/existence/lease-end.ts';
export { renderExistence } from '../core/existence/render.ts';
export { promotedStack, wholeStack } from './wiring/whole-stack.ts';
