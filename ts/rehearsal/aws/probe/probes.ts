import type { World } from '../world.ts';
import { request } from './request.ts';

export interface FailedRequest {
  /** The first request is sent in second 1. */
  readonly second: number;
  readonly reason: string;
}

/** What a probe has seen so far. */
export interface ProbeReport {
  readonly id: string;
  /** ARN of the listener or of the rule that it sends through. */
  readonly rule: string;
  readonly sent: number;
  readonly failed: readonly FailedRequest[];
  /** Requests by the name of the target group that they were sent to. */
  readonly byTargetGroup: Readonly<Record<string, number>>;
}

/**
 * Emulated clients of the services: each sends one request per second of virtual time for as long as it is wanted, and writes down
 * which of them nobody answered. A deployment that is said to lose no request is shown to lose none by this.
 */
export class Probes {
  private readonly world: World;
  private readonly reports = new Map<string, ProbeReport>();
  private readonly running = new Set<string>();

  constructor(world: World) {
    this.world = world;
  }

  /** Begins to send through a listener or a rule, given by its ARN. Answers the probe's id. */
  start(rule: string): string {
    const [, , , region, accountId] = rule.split(':');
    if (region === undefined || accountId === undefined) throw new Error(`not an ARN: ${rule}`);
    const id = `probe-${this.reports.size + 1}`;
    this.reports.set(id, { id, rule, sent: 0, failed: [], byTargetGroup: {} });
    this.running.add(id);
    this.sendAfterASecond(id, accountId, region);
    return id;
  }

  /** Answers what was seen until now; undefined for an id that was never given. */
  stop(id: string): ProbeReport | undefined {
    this.running.delete(id);
    return this.reports.get(id);
  }

  report(id: string): ProbeReport | undefined {
    return this.reports.get(id);
  }

  list(): readonly ProbeReport[] {
    return [...this.reports.values()];
  }

  private sendAfterASecond(id: string, accountId: string, region: string): void {
    this.world.clock.schedule(this.world.now() + 1000, id, () => {
      const before = this.reports.get(id);
      if (!before || !this.running.has(id)) return;
      const second = before.sent + 1;
      const { elb } = this.world.region(accountId, region);
      const { targetGroup, failure } = request(
        elb,
        before.rule,
        this.world.seeded,
        `${before.rule} ${second}`,
      );
      this.reports.set(id, {
        ...before,
        sent: second,
        failed: failure === undefined ? before.failed : [...before.failed, { second, reason: failure }],
        byTargetGroup:
          targetGroup === undefined
            ? before.byTargetGroup
            : { ...before.byTargetGroup, [targetGroup]: (before.byTargetGroup[targetGroup] ?? 0) + 1 },
      });
      this.sendAfterASecond(id, accountId, region);
    });
  }
}
