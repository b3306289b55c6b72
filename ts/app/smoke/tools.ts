import type { Release, ReleaseId } from '../../core/release/release.ts';
import type { EnvironmentTools } from '../tools.ts';

/** What smoke checks work with: the environment's tools, and what is being checked. */
export interface SmokeTools extends Pick<
  EnvironmentTools,
  | 'environment'
  | 'services'
  | 'probe'
  | 'commands'
  | 'oneOffTasks'
  | 'variables'
  | 'clock'
  | 'report'
  | 'interrupted'
> {
  readonly subject: SmokeSubject;
}

export interface SmokeSubject {
  /** Id of the promotion. */
  readonly promotion: string;
  readonly releaseId: ReleaseId;
  readonly release: Release;
  /** What each service was told to run, by name; a task of a service runs that too. */
  readonly services: readonly {
    readonly service: string;
    readonly ecsService: string;
    readonly taskDefinition: string;
  }[];
}
