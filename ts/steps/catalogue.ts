import type { stepsApart } from './apart.ts';
import type { stepsOnImage } from './on-image.ts';
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
  apart('service-env check'),
  apart('service-env record'),
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
  onImage('release lineage'),
  apart('plan'),
  apart('verify'),
  apart('promote'),
  apart('restart'),
  apart('rollback'),
  apart('revoke'),
  apart('stop'),
  apart('status'),
  onImage('diff'),
  apart('ledger verify'),
  onImage('audit'),
  apart('notify'),
  apart('diagnose'),
  onImage('render taskdef'),
  onImage('render appspec'),
  onImage('orchestrate'),
  onImage('environment up'),
  onImage('environment down'),
  onImage('environment extend'),
  onImage('environment list'),
  onImage('due'),
  onImage('schema record'),
  onImage('board'),
  onImage('init'),
  onImage('jobs'),
  onImage('policy'),
  onImage('doctor'),
  onImage('rehearse'),
];

/** One whose definition is in `apart.ts`. */
function apart(name: keyof typeof stepsApart): LazyStep {
  return {
    name,
    load: () => import('./apart.ts').then((module): Promise<Step> => module.stepsApart[name]()),
  };
}

/** One whose definition is in `on-image.ts`. */
function onImage(name: keyof typeof stepsOnImage): LazyStep {
  return {
    name,
    load: () => import('./on-image.ts').then((module): Promise<Step> => module.stepsOnImage[name]()),
  };
}

/** The definition behind an entry. */
export function definitionOf(step: Step | LazyStep): Promise<Step> {
  return 'load' in step ? step.load() : Promise.resolve(step);
}
