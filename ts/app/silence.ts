import { deploymentVerdict } from '../core/diagnosis/deployment-verdict.ts';
import type { DeploymentProgress } from '../core/live/live.ts';
import type { EnvironmentTools } from './tools.ts';
import type { Logs } from './read-logs.ts';
import { countsOf } from './tell.ts';

const longestSilence = 5 * 60_000;
/** The line is for a person who wonders whether anything goes on; what each of them does was printed when it changed. */
const mostNamed = 3;

/** Breaks the silence of a long wait: one line that says who is waited for, why, and how long at the most. */
export class Silence {
  readonly #tools: Pick<EnvironmentTools, 'clock' | 'report'>;
  /** Milliseconds since the epoch, as `#since`. */
  readonly #deadline: number;
  #since: number;

  constructor(tools: Pick<EnvironmentTools, 'clock' | 'report'>, deadline: number) {
    this.#tools = tools;
    this.#deadline = deadline;
    this.#since = tools.clock.now();
  }

  /** After a look, and whether anything was printed about it. */
  after(news: boolean, progress: readonly DeploymentProgress[], logs: Pick<Logs, 'of'>): void {
    const now = this.#tools.clock.now();
    const open = progress.filter(({ state }) => state === 'inProgress');
    if (news) this.#since = now;
    if (open.length === 0 || now - this.#since < longestSilence) return;
    this.#since = now;
    const named = open.slice(0, mostNamed).map((each) => describe(each, logs));
    const more = open.length > mostNamed ? [`${open.length - mostNamed} more`] : [];
    const minutes = Math.max(0, Math.ceil((this.#deadline - now) / 60_000));
    const left = minutes === 1 ? '1 minute is' : `${minutes} minutes are`;
    this.#tools.report.line(
      `  still waiting, ${left} left until the deadline: ${[...named, ...more].join(', ')}`,
    );
  }
}

/** `web (no-capacity-cpu; moving: 0 of 2 running)` */
function describe(progress: DeploymentProgress, logs: Pick<Logs, 'of'>): string {
  const verdict = deploymentVerdict(progress, logs.of(progress.ecsService));
  const why = verdict === null ? '' : `${verdict.class}; `;
  return `${progress.ecsService} (${why}${countsOf(progress)})`;
}
