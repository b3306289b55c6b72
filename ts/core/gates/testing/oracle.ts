import { managers, minute, soakMinutes, validMinutes, type Build, type Name } from './forked-line.ts';

/** What somebody would keep on a sheet of paper. */
export class Oracle {
  /** Since when each build stands verified, in the order of the verifications. */
  readonly standing: Record<Name, { build: Build; at: number }[]> = { test: [], beta: [], qa: [], live: [] };
  readonly stopped: Record<Name, boolean> = { test: false, beta: false, qa: false, live: false };
  readonly runs: Record<Name, Build | null> = { test: null, beta: null, qa: null, live: null };
  fromAll = false;
  schema = 0;
  open = true;
  /** Counts what changes a plan for live for certain: what runs there, and its settings. */
  changes = 0;
  /** Counts everything. */
  events = 0;
  approved: {
    build: Build;
    by: string;
    exceptions: string;
    people: readonly string[];
    at: number;
    changes: number;
    events: number;
  } | null = null;

  since(where: Name, build: Build): number | null {
    return this.standing[where].find((one) => one.build === build)?.at ?? null;
  }

  letIn(to: Name, build: Build, at: number): void {
    this.standing[to].push({ build, at });
    this.runs[to] = build;
    this.events++;
    if (to === 'live') this.changes++;
  }

  takeBack(where: Name, build: Build): void {
    this.standing[where] = this.standing[where].filter((one) => one.build !== build);
    this.events++;
  }

  configure(fromAll: boolean, changed: boolean): void {
    if (changed) this.changes++;
    this.fromAll = fromAll;
    this.events++;
  }

  gatesOpen(to: Name, number: Build, by: string, exceptions: readonly string[], now: number): boolean {
    const has = (name: string) => exceptions.includes(name);
    const hour = new Date(now).getUTCHours();
    const last = this.standing[to].at(-1)?.build ?? 0;
    const wasIn = (where: Name) => this.since(where, number) !== null;
    const soaked = (where: Name) => (this.since(where, number) ?? Infinity) + soakMinutes * minute <= now;
    const [pastBeta, pastQa] = has('hotfix')
      ? [wasIn('beta') || wasIn('test'), wasIn('qa')]
      : [soaked('beta'), soaked('qa')];
    const wayThere = {
      test: true,
      beta: wasIn('test'),
      qa: wasIn('test'),
      live: this.fromAll ? pastBeta && pastQa : pastBeta || pastQa,
    };
    const hasWhatItNeeds = this.open && (number < 2 || this.schema >= 2);
    return (
      !this.stopped[to] &&
      (to !== 'live' || this.runs.live === number || hasWhatItNeeds) &&
      wayThere[to] &&
      (exceptions.length === 0 || by !== 'timer') &&
      (!has('hotfix') || to === 'live') &&
      (number >= last || has('older')) &&
      (to !== 'live' || has('freeze') || this.runs.live === number || (hour >= 7 && hour < 18))
    );
  }

  /** Whether the approval that there is may, and whether it must, let this into live. */
  approval(
    number: Build,
    by: string,
    exceptions: readonly string[],
    now: number,
  ): { may: boolean; must: boolean } {
    const { approved } = this;
    if (!approved) return { may: false, must: false };
    const people = new Set(approved.people.filter((name) => managers.includes(name) && name !== by));
    const onlyThese = approved.people.every((name) => people.has(name));
    const inTime = now < approved.at + validMinutes * minute;
    const may =
      people.size >= 2 &&
      onlyThese &&
      inTime &&
      approved.build === number &&
      approved.changes === this.changes;
    // A soak that has ended and a freeze that is over need no exception: then the plan has none, and is another one.
    const sameNeed = approved.at === now || exceptions.every((name) => name === 'older');
    const must =
      may &&
      sameNeed &&
      approved.events === this.events &&
      approved.by === by &&
      approved.exceptions === exceptions.join();
    return { may, must };
  }
}
