import type { Step } from './step.ts';

/**
 * Definitions of the steps that need AWS, and of others that few builds call. They lie in a file of their own beside the program
 * (`ts/tools/bundle/parts.ts`), so that a step without these, which is what most calls are, does not read them. Lazy as in the
 * catalogue: a call of one step does not pay for the schemas of the others.
 */
export const stepsApart = {
  'service-env record': () => import('./service-env-record.ts').then((module) => module.serviceEnvRecordStep),
  'service-env check': () => import('./service-env-check.ts').then((module) => module.serviceEnvCheckStep),
  notify: () => import('./notify.ts').then((module) => module.notifyStep),
  plan: () => import('./plan.ts').then((module) => module.planStep),
  verify: () => import('./verify.ts').then((module) => module.verifyStep),
  promote: () => import('./promote.ts').then((module) => module.promoteStep),
  restart: () => import('./restart.ts').then((module) => module.restartStep),
  rollback: () => import('./rollback.ts').then((module) => module.rollbackStep),
  revoke: () => import('./revoke.ts').then((module) => module.revokeStep),
  stop: () => import('./stop.ts').then((module) => module.stopStep),
  status: () => import('./status.ts').then((module) => module.statusStep),
  'ledger verify': () => import('./ledger-verify.ts').then((module) => module.ledgerVerifyStep),
  diagnose: () => import('./diagnose.ts').then((module) => module.diagnoseStep),
} satisfies Readonly<Record<string, () => Promise<Step>>>;
