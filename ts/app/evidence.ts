import type { Hashes } from '../core/ledger/fact.ts';
import type { Clock } from '../ports/clock.ts';
import type { Report } from '../ports/report.ts';
import type { Witness } from '../ports/witness.ts';

type Deployments = Parameters<Witness['gather']>[0];

/** What was printed when, beside what is printed. */
class Timeline implements Report {
  readonly #lines: string[] = [];
  readonly #report: Report;
  readonly #clock: Clock;

  constructor(report: Report, clock: Clock) {
    this.#report = report;
    this.#clock = clock;
  }

  line(text: string): void {
    this.#lines.push(`${new Date(this.#clock.now()).toISOString()}  ${text}\n`);
    this.#report.line(text);
  }

  get text(): string {
    return this.#lines.join('');
  }
}

/**
 * The evidence of one run of a promotion. What failed is looked at before anything moves away from it: before a deployment is stopped,
 * and at the latest before going back begins. A run that is killed later leaves what was kept by then.
 */
export class Evidence {
  readonly #timeline: Timeline;
  readonly #timelineName: string;
  readonly #given: Witness;
  /** The SHA-256 of what was kept last under each name. */
  readonly #kept = new Map<string, string>();
  readonly #looked = new Set<string>();

  constructor({ witness, report, clock }: { witness: Witness; report: Report; clock: Clock }) {
    this.#timeline = new Timeline(report, clock);
    // Each run has its own, so that a promotion that waited for a person in between has them all.
    this.#timelineName = `timeline-${new Date(clock.now()).toISOString().replaceAll(/[-:]|\.\d+/g, '')}.txt`;
    this.#given = witness;
  }

  get report(): Report {
    return this.#timeline;
  }

  /** The witness for whoever works on this promotion: what it keeps is remembered. */
  get witness(): Witness {
    return {
      logTail: (...of) => this.#given.logTail(...of),
      gather: async (deployments, depth) => {
        if (depth === 'all') for (const each of deployments) this.#looked.add(nameOf(each));
        return this.#given.gather(deployments, depth);
      },
      keep: async (files) => {
        const kept = await this.#given.keep(files);
        for (const [name, hash] of Object.entries(kept)) this.#kept.set(name, hash);
        return kept;
      },
    };
  }

  /** At the end of the way forward: what was looked at before shows only how it ended. */
  async ofTheWayForward(deployments: Deployments, failed: boolean): Promise<void> {
    const unseen = failed ? deployments.filter((each) => !this.#looked.has(nameOf(each))) : [];
    await keepEvidence(this.witness, unseen, 'all');
    const seen = deployments.filter((each) => !unseen.includes(each));
    await keepEvidence(this.witness, seen, 'deployment');
    const files = this.#kept.size === 1 ? 'one file' : `${this.#kept.size} files`;
    if (failed && this.#kept.size > 0)
      this.report.line(`  evidence: ${files} beside promotion.json, below evidence/`);
    await this.#keepTimeline();
  }

  /** The SHA-256 of each file, by where it is, relative to the record; the timeline up to now is kept, too. */
  async hashes(): Promise<Hashes> {
    await this.#keepTimeline();
    return Object.fromEntries(this.#kept);
  }

  async #keepTimeline(): Promise<void> {
    await this.witness.keep([{ name: this.#timelineName, text: this.#timeline.text }]);
  }
}

/** @param below a folder within that of the evidence, such as `going-back/` */
export async function keepEvidence(
  witness: Witness,
  deployments: Deployments,
  depth: 'all' | 'deployment',
  below = '',
): Promise<void> {
  if (deployments.length === 0) return;
  const files = await witness.gather(deployments, depth);
  await witness.keep(files.map(({ name, text }) => ({ name: `${below}${name}`, text })));
}

function nameOf({ ecsService, taskDefinition }: Deployments[number]): string {
  return `${ecsService} ${taskDefinition}`;
}
