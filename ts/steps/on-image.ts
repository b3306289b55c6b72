import type { Step } from './step.ts';

/**
 * Definitions of the steps that run only where the image of an agent or a controller has all of the program: they need Terraform, the
 * rehearsal, or a part that Jenkins does not copy. Their file is not copied either.
 */
export const stepsOnImage = {
  'release lineage': () => import('./release-lineage.ts').then((module) => module.releaseLineageStep),
  audit: () => import('./audit.ts').then((module) => module.auditStep),
  'render taskdef': () => import('./render-taskdef.ts').then((module) => module.renderTaskdefStep),
  'render appspec': () => import('./render-appspec.ts').then((module) => module.renderAppSpecStep),
  orchestrate: () => import('./orchestrate.ts').then((module) => module.orchestrateStep),
  'environment up': () => import('./environment-up.ts').then((module) => module.environmentUpStep),
  'environment down': () => import('./environment-down.ts').then((module) => module.environmentDownStep),
  'environment extend': () =>
    import('./environment-extend.ts').then((module) => module.environmentExtendStep),
  'environment list': () => import('./environment-list.ts').then((module) => module.environmentListStep),
  diff: () => import('./diff.ts').then((module) => module.diffStep),
  due: () => import('./due.ts').then((module) => module.dueStep),
  'schema record': () => import('./schema-record.ts').then((module) => module.schemaRecordStep),
  board: () => import('./board.ts').then((module) => module.boardStep),
  init: () => import('./init.ts').then((module) => module.initStep),
  jobs: () => import('./jobs.ts').then((module) => module.jobsStep),
  doctor: () => import('./doctor.ts').then((module) => module.doctorStep),
  policy: () => import('./policy.ts').then((module) => module.policyStep),
  rehearse: () => import('./rehearse.ts').then((module) => module.rehearseStep),
} satisfies Readonly<Record<string, () => Promise<Step>>>;
