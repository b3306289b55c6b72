/** A sleeper's wish: to be woken at a moment of virtual time. */
interface Sleep {
  readonly until: number;
  readonly wake: (now: number) => void;
}

/**
 * Somebody whose waiting lets time pass: a process of the product, or a test. It may sleep several sleeps at once; while it has none
 * it is at work, and time stands still.
 */
export class Participant {
  readonly id: string;
  readonly name: string;
  private readonly sleeps = new Set<Sleep>();
  private readonly changed: () => void;
  private readonly now: () => number;

  constructor(id: string, name: string, now: () => number, changed: () => void) {
    this.id = id;
    this.name = name;
    this.now = now;
    this.changed = changed;
  }

  get asleep(): boolean {
    return this.sleeps.size > 0;
  }

  /** The first moment it wants to be woken; Infinity when it sleeps not at all. */
  get wakesAt(): number {
    return Math.min(Infinity, ...[...this.sleeps].map((sleep) => sleep.until));
  }

  /** Calls `woken` once virtual time is at least `until`, at once when it is; answers a function that takes the wish back. */
  sleep(until: number, woken: (now: number) => void): () => void {
    if (until <= this.now()) {
      woken(this.now());
      return () => undefined;
    }
    const sleep: Sleep = { until, wake: woken };
    this.sleeps.add(sleep);
    this.changed();
    return () => {
      if (this.sleeps.delete(sleep)) this.changed();
    };
  }

  /** Ends all sleeps that are due, together: they belong to one process, which is woken once. */
  wakeDue(now: number): void {
    const due = [...this.sleeps].filter((sleep) => sleep.until <= now);
    for (const sleep of due) this.sleeps.delete(sleep);
    for (const sleep of due.sort((a, b) => a.until - b.until)) sleep.wake(now);
  }
}
