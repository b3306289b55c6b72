import type { DeploymentEnd } from '../core/promotion/record.ts';
import type { Clock } from '../ports/clock.ts';
import type { Report } from '../ports/report.ts';
import type { Witness } from '../ports/witness.ts';

/** What was printed when, beside what is printed. */
export class Timeline implements Report {
  readonly #lines: { readonly at: string; readonly text: string }[] = [];
  readonly #report: Report;
  readonly #clock: Clock;

  constructor(report: Report, clock: Clock) {
    this.#report = report;
    this.#clock = clock;
  }

  line(text: string): void {
    this.#lines.push({ at: new Date(this.#clock.now()).toISOString(), text });
    this.#report.line(text);
  }

  /** As JSON lines. */
  get text(): string {
    return this.#lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  }
}

/** The evidence of one run of a promotion: gathered before going back begins, because then it begins to disappear. */
export class Evidence {
  readonly timeline: Timeline;
  readonly #witness: Witness;
  readonly #kept = new Set<string>();

  constructor({ witness, report, clock }: { witness: Witness; report: Report; clock: Clock }) {
    this.timeline = new Timeline(report, clock);
    this.#witness = witness;
  }

  async gather(deployments: readonly DeploymentEnd[], failed: boolean): Promise<void> {
    if (deployments.length === 0) return;
    const files = await this.#witness.gather(deployments, failed ? 'all' : 'deployment');
    for (const name of await this.#witness.keep(files)) this.#kept.add(name);
  }

  /** Where it is, relative to the record; the timeline up to now is kept, too. */
  async names(): Promise<readonly string[]> {
    const timeline = { name: 'timeline.jsonl', text: this.timeline.text };
    for (const name of await this.#witness.keep([timeline])) this.#kept.add(name);
    return [...this.#kept];
  }
}
