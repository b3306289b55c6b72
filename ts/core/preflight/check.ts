import type { Facts, ServiceSettings } from './facts.ts';
import type { Finding } from './row.ts';
import type { ActiveSubject } from './subject.ts';

/** A service that is there, with what it is set to. */
export interface Checked {
  readonly subject: ActiveSubject;
  readonly settings: ServiceSettings;
  /** Tasks that run beside the present ones while all services with the same subnets are deployed. */
  readonly addedInSubnets: number;
}

/** Judges one thing or a few that belong together; at least one finding for each of its checks, whatever it sees. */
export type Check = (checked: Checked, facts: Facts) => readonly Finding[];
