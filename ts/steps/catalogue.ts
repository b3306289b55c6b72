import type { Step } from './step.ts';

/** A step whose definition is evaluated when it is asked for. */
export interface LazyStep {
  readonly name: string;
  readonly load: () => Promise<Step>;
}

/**
 * All steps, in the order in which help and the reference tell of them: along the line. Lazy, because the schemas of all of them
 * take a good part of the time that a start may take.
 */
export const steps: readonly LazyStep[] = [
  { name: 'display-name', load: () => import('./display-name.ts').then((module) => module.displayNameStep) },
  {
    name: 'service-env record',
    load: () => import('./service-env-record.ts').then((module) => module.serviceEnvRecordStep),
  },
  {
    name: 'service-env write',
    load: () => import('./service-env-write.ts').then((module) => module.serviceEnvWriteStep),
  },
  {
    name: 'service-env read',
    load: () => import('./service-env-read.ts').then((module) => module.serviceEnvReadStep),
  },
  { name: 'choices', load: () => import('./choices.ts').then((module) => module.choicesStep) },
  {
    name: 'release create',
    load: () => import('./release-create.ts').then((module) => module.releaseCreateStep),
  },
  {
    name: 'release sources',
    load: () => import('./release-sources.ts').then((module) => module.releaseSourcesStep),
  },
  { name: 'release show', load: () => import('./release-show.ts').then((module) => module.releaseShowStep) },
  { name: 'release diff', load: () => import('./release-diff.ts').then((module) => module.releaseDiffStep) },
  {
    name: 'release lineage',
    load: () => import('./release-lineage.ts').then((module) => module.releaseLineageStep),
  },
  { name: 'plan', load: () => import('./plan.ts').then((module) => module.planStep) },
  { name: 'verify', load: () => import('./verify.ts').then((module) => module.verifyStep) },
  { name: 'promote', load: () => import('./promote.ts').then((module) => module.promoteStep) },
  { name: 'restart', load: () => import('./restart.ts').then((module) => module.restartStep) },
  { name: 'rollback', load: () => import('./rollback.ts').then((module) => module.rollbackStep) },
  { name: 'status', load: () => import('./status.ts').then((module) => module.statusStep) },
  { name: 'diagnose', load: () => import('./diagnose.ts').then((module) => module.diagnoseStep) },
  {
    name: 'render taskdef',
    load: () => import('./render-taskdef.ts').then((module) => module.renderTaskdefStep),
  },
  {
    name: 'render appspec',
    load: () => import('./render-appspec.ts').then((module) => module.renderAppSpecStep),
  },
  { name: 'orchestrate', load: () => import('./orchestrate.ts').then((module) => module.orchestrateStep) },
  { name: 'rehearse', load: () => import('./rehearse.ts').then((module) => module.rehearseStep) },
];

/** The definition behind an entry. */
export function definitionOf(step: Step | LazyStep): Promise<Step> {
  return 'load' in step ? step.load() : Promise.resolve(step);
}
