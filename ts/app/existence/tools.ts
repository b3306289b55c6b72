import type { Config, Environment } from '../../core/config/config.ts';
import type { Actor } from '../../core/ledger/fact.ts';
import type { ServiceBuildVariables } from '../../core/terraform/builds.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { Notices } from '../../ports/notices.ts';
import type { Report } from '../../ports/report.ts';
import type { HandOver } from '../terraform/tools.ts';

/** The Terraform stack of one environment, to be created or destroyed as a whole. */
export interface WholeStack {
  /**
   * Answers whether anything was to be done.
   *
   * @param handOver what promotions put there; a plan that would move that is not applied
   */
  create(builds: readonly ServiceBuildVariables[], handOver: HandOver): Promise<boolean>;
  destroy(): Promise<boolean>;
}

/** What the use cases about environments on demand work with. */
export interface ExistenceTools {
  readonly config: Config;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly report: Report;
  readonly notices: Notices;
  readonly stackOf: (environment: Environment) => Promise<WholeStack>;
}

/** Who wants it and why. */
export interface Wish {
  readonly by: Actor;
  readonly reason: string;
}
