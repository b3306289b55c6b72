import type { ServicePicture } from '../core/diagnosis/picture.ts';

/** What can be seen of the services of one cluster now; only reads. */
export interface Pictures {
  /** @throws ProblemError for a service that does not exist */
  of(ecsServices: readonly string[]): Promise<readonly ServicePicture[]>;
}
