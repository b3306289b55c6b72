import type { Config, Environment } from '../core/config/config.ts';
import type { Clock } from '../ports/clock.ts';
import type { Commands } from '../ports/commands.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Notices } from '../ports/notices.ts';
import type { OneOffTasks } from '../ports/one-off-tasks.ts';
import type { ImagePlatforms, Surroundings } from '../ports/preflight.ts';
import type { Probe } from '../ports/probe.ts';
import type { Registry } from '../ports/registry.ts';
import type { Report } from '../ports/report.ts';
import type { Services } from '../ports/services.ts';
import type { Stack } from '../ports/stack.ts';
import type { Witness } from '../ports/witness.ts';

/** What a use case about one environment works with. */
export interface EnvironmentTools {
  readonly config: Config;
  readonly environment: Environment;
  readonly ledger: Ledger;
  readonly services: Services;
  /** The same services for what an aborted build still has to do: an interruption does not end these calls. */
  readonly uninterrupted: Services;
  readonly registry: Registry;
  /** What the preflight looks at. */
  readonly surroundings: Surroundings;
  readonly images: ImagePlatforms;
  readonly probe: Probe;
  readonly commands: Commands;
  readonly oneOffTasks: OneOffTasks;
  /** Values of the environment variables that smoke checks and external checks send, by name; secrets. One that is not set is absent. */
  readonly variables: ReadonlyMap<string, string>;
  /** Whether the build archives what this run leaves: then the ledger holds the hashes of it. */
  readonly archives: boolean;
  /** Keeps what AWS forgets. */
  readonly witness: Witness;
  readonly notices: Notices;
  /** Where the engine is `terraform`. */
  readonly stack?: Stack | undefined;
  readonly clock: Clock;
  readonly report: Report;
  /** Aborted when the process is told to stop. */
  readonly interrupted: AbortSignal;
}
