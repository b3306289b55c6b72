import type { CheckPrerequisite, Config, Environment, Prerequisite } from '../../config/config.ts';
import { readMoment } from '../../freeze/moment.ts';
import { aRelease, build } from '../../release/example.ts';
import { anEnvironment, line } from '../example.ts';

/** The line that the model's sequences go along: it forks into beta and qa and meets again before live, which has every gate. */
export const minute = 60_000;
export const builds = [1, 2, 3] as const;
const releases = new Map(builds.map((number) => [number, aRelease({ service1: build(number) })]));
export type Build = (typeof builds)[number];
export type Name = 'test' | 'beta' | 'qa' | 'live';
export const names = ['test', 'beta', 'qa', 'live'] as const;

export const soakMinutes = 60;
export const validMinutes = 120;
export const managers = ['rita', 'mei', 'omar'];
const [evening, morning] = [readMoment('18:00'), readMoment('07:00')];

/** Asked of everything that comes to live. */
export const quiet: CheckPrerequisite = {
  kind: 'check',
  neededBy: ['service1'],
  fromBuild: undefined,
  check: { kind: 'command', name: 'quiet', command: ['bin/quiet'], timeoutSeconds: 60 },
};
/** From build 2 on. */
const orders: Prerequisite = {
  kind: 'schema',
  neededBy: ['service1'],
  fromBuild: 2,
  database: 'orders',
  schema: 2,
};

export interface Settings {
  readonly settleMinutes: number;
  /** Live takes what was verified in beta and qa, or in one of them. */
  readonly fromAll: boolean;
}

/**
 * Live: an hour of soak, two of the managers within two hours, no nights, a schema, a check outside, hot fixes past beta.
 */
export function configOf({ settleMinutes, fromAll }: Settings): Config {
  if (!evening || !morning) throw new Error('no moments');
  const night = { name: 'night', from: evening, until: morning, timeZone: 'UTC', when: '18:00 – 07:00' };
  const live: Partial<Environment> = {
    settleMinutes,
    fromAll,
    soakMinutes,
    prerequisites: [orders, quiet],
    hotfixMaySkip: ['beta'],
    freezes: [{ ...night, services: undefined, reason: undefined }],
    approval: { from: ['managers'], people: managers, minimum: 2, notRequester: true, validMinutes },
  };
  return {
    ...line,
    environments: [
      anEnvironment('test', []),
      anEnvironment('beta', ['test']),
      anEnvironment('qa', ['test']),
      anEnvironment('live', ['beta', 'qa'], live),
    ],
  };
}

export function releaseOf(number: Build) {
  const release = releases.get(number);
  if (!release) throw new Error(`no release of build ${number}`);
  return release;
}
