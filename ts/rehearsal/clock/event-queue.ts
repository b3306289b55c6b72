/** Something that will happen at a moment of virtual time. */
export interface Event {
  readonly at: number;
  /** What it happens to, e.g. a task's ARN: events of one moment run in this order, so that who asked first does not matter. */
  readonly subject: string;
  readonly run: () => void;
}

interface Queued extends Event {
  readonly sequence: number;
}

/** Events in the order in which they will happen: by time, then by subject, then in the order they were added. */
export class EventQueue {
  private readonly heap: Queued[] = [];
  private sequence = 0;

  get next(): Event | undefined {
    return this.heap[0];
  }

  add(event: Event): void {
    const queued = { ...event, sequence: this.sequence++ };
    let index = this.heap.push(queued) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (compare(this.at(parent), queued) <= 0) break;
      this.heap[index] = this.at(parent);
      index = parent;
    }
    this.heap[index] = queued;
  }

  take(): Event | undefined {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (!first || !last || first === last) return first;
    this.sink(last);
    return first;
  }

  private sink(event: Queued): void {
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      if (left >= this.heap.length) break;
      const right = left + 1;
      const child = right < this.heap.length && compare(this.at(right), this.at(left)) < 0 ? right : left;
      if (compare(this.at(child), event) >= 0) break;
      this.heap[index] = this.at(child);
      index = child;
    }
    this.heap[index] = event;
  }

  private at(index: number): Queued {
    const event = this.heap[index];
    if (!event) throw new Error(`no event at ${index}`);
    return event;
  }
}

function compare(a: Queued, b: Queued): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.subject !== b.subject) return a.subject < b.subject ? -1 : 1;
  return a.sequence - b.sequence;
}
