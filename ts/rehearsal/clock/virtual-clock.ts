import { EventQueue } from './event-queue.ts';
import { Participant } from './participant.ts';

/**
 * Time in a rehearsal. It stands still while anybody works and jumps when everybody waits: it moves on only while at least one
 * participant is registered, every participant sleeps, and nothing is in flight. Then it goes to the earliest of the wake-ups and
 * the scheduled events. Participants due at one moment are woken one after the other in the order they registered, the next one when
 * the one before sleeps again: so that two processes do not race.
 *
 * A driver in the same process may instead move time itself, with `advance` and `advanceTo`.
 */
export class VirtualClock {
  private time: number;
  private readonly events = new EventQueue();
  private readonly registeredParticipants = new Map<string, Participant>();
  private registered = 0;
  private inFlight = 0;
  private readonly quietMilliseconds: number;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  /**
   * `quietMilliseconds` of real time must pass without any change before time moves: a process that begins an AWS request while
   * another part of it already sleeps gets that long to be noticed.
   */
  constructor(startAt: number, options: { readonly quietMilliseconds?: number } = {}) {
    this.time = startAt;
    this.quietMilliseconds = options.quietMilliseconds ?? 2;
  }

  now(): number {
    return this.time;
  }

  /** Runs `run` at a moment of virtual time (at the next step when it has passed already). */
  schedule(at: number, subject: string, run: () => void): void {
    this.events.add({ at, subject, run });
    this.reconsider();
  }

  register(name: string): Participant {
    const id = `participant-${++this.registered}`;
    const participant = new Participant(
      id,
      name,
      () => this.time,
      () => {
        this.reconsider();
      },
    );
    this.registeredParticipants.set(id, participant);
    this.reconsider();
    return participant;
  }

  /** In the order they registered. */
  get participants(): readonly Participant[] {
    return [...this.registeredParticipants.values()];
  }

  participant(id: string): Participant | undefined {
    return this.registeredParticipants.get(id);
  }

  /** A participant that has gone no longer holds time up; its sleeps are forgotten. */
  deregister(id: string): void {
    this.registeredParticipants.delete(id);
    this.reconsider();
  }

  /** Time stands still until the answered function is called. */
  hold(): () => void {
    this.inFlight += 1;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.inFlight -= 1;
      this.reconsider();
    };
  }

  advance(milliseconds: number): void {
    this.advanceTo(this.time + milliseconds);
  }

  /** Moves time by hand, whoever works: every event up to and at `to` happens, every sleeper due by then is woken. */
  advanceTo(to: number): void {
    for (;;) {
      const at = Math.min(this.events.next?.at ?? Infinity, this.nextWaking());
      if (at > to) break;
      this.moveTo(at);
      for (const participant of this.participants) participant.wakeDue(this.time);
    }
    this.time = Math.max(this.time, to);
    this.reconsider();
  }

  close(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private reconsider(): void {
    clearTimeout(this.timer);
    if (this.stopped || !this.mayMove()) return;
    this.timer = setTimeout(() => {
      this.step();
    }, this.quietMilliseconds);
  }

  private mayMove(): boolean {
    if (this.inFlight > 0 || this.registeredParticipants.size === 0) return false;
    return this.participants.every((participant) => participant.asleep);
  }

  private step(): void {
    if (!this.mayMove()) return;
    this.moveTo(this.nextWaking());
    this.participants.find(({ wakesAt }) => wakesAt <= this.time)?.wakeDue(this.time);
    this.reconsider();
  }

  private nextWaking(): number {
    return Math.min(Infinity, ...this.participants.map(({ wakesAt }) => wakesAt));
  }

  /** Lets everything happen that is due by `to`; at one moment AWS comes first, then whoever looks at it. */
  private moveTo(to: number): void {
    for (;;) {
      const next = this.events.next;
      if (!next || next.at > to) break;
      this.events.take();
      this.time = Math.max(this.time, next.at);
      next.run();
    }
    this.time = Math.max(this.time, to);
  }
}
