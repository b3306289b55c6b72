import { environmentState } from '../../ledger/environment-state.ts';
import type { Fact, FactDraft } from '../../ledger/fact.ts';
import { decide } from '../../plan/decide.ts';
import { build } from '../../release/example.ts';
import { approval, type Approved } from '../approval.ts';
import { began, liveTarget, running, situation, wasVerified } from '../example.ts';
import type { Exceptions, Situation } from '../situation.ts';
import { configOf, quiet, releaseOf, type Build, type Name, type Settings } from './forked-line.ts';

/** The real code with a ledger in memory, and a cluster that runs what was promoted. */
export class RealLine {
  now = Date.UTC(2026, 10, 2, 9);
  settings: Settings = { settleMinutes: 0, fromAll: false };
  /** What the check outside would say. */
  open = true;
  readonly #facts: Record<Name, Fact[]> = { test: [], beta: [], qa: [], live: [] };
  readonly #runs: Record<Name, { build: Build; revision: number } | null> = {
    test: null,
    beta: null,
    qa: null,
    live: null,
  };
  #ids = 0;

  write(environment: Name, draft: FactDraft): void {
    const id = `01KB0Z3N7V${String(this.#ids++).padStart(16, '0')}`;
    this.#facts[environment].push({
      version: 1,
      id,
      environment,
      previous: null,
      at: new Date(this.now).toISOString(),
      ...draft,
    });
  }

  situation(to: Name, number: Build, by: string, exceptions: readonly (keyof Exceptions)[]): Situation {
    const runs = this.#runs[to] ?? { build: 1, revision: 0 };
    const definition = running('service1', build(this.#runs[to] ? runs.build : 99), runs.revision + 1);
    return situation(to, releaseOf(number), this.#facts, {
      config: configOf(this.settings),
      checks: new Map([[quiet, { open: this.open, said: '', tryAt: null }]]),
      now: this.now,
      live: new Map([['service1', liveTarget(definition)]]),
      request: {
        by: { name: by },
        reason: 'because',
        kind: 'promote',
        exceptions: Object.fromEntries(exceptions.map((name) => [name, 'because'])),
      },
    });
  }

  planHash(...of: Parameters<RealLine['situation']>): string | null {
    const decision = decide(this.situation(...of));
    return decision.kind === 'refused' ? null : decision.planHash;
  }

  /** Codes of the refusals; empty where it was let in, and then it is there and verified. */
  promote(
    to: Name,
    number: Build,
    by: string,
    exceptions: readonly (keyof Exceptions)[],
    approved: Approved,
  ): readonly string[] {
    const judged = this.situation(to, number, by, exceptions);
    const decision = decide(judged);
    if (decision.kind === 'refused') return decision.problems.map(({ code }) => code);
    if (decision.kind === 'nothingToDo') return [];
    const { planHash } = decision;
    const { environment, request } = judged;
    const problems = approval.judge(environment.approval ? approved : nobody, {
      planHash,
      environment,
      request,
      now: this.now,
    });
    if (problems.length > 0) return problems.map(({ code }) => code);
    const intent = { ...began(releaseOf(number)), plan: decision.plan } as FactDraft;
    this.write(to, intent);
    const promotion = this.#facts[to].at(-1)?.id ?? '';
    this.write(to, wasVerified(releaseOf(number)));
    this.write(to, ended(promotion, number));
    this.#runs[to] = { build: number, revision: (this.#runs[to]?.revision ?? 0) + 1 };
    return [];
  }

  verified(where: Name): number | null {
    return (
      environmentState(where, this.#facts[where]).lastVerified?.release.services['service1']?.build ?? null
    );
  }
}

export const nobody: Approved = { plan: null, by: [], at: null };

function ended(promotion: string, number: Build): FactDraft {
  const { releaseId } = situation('test', releaseOf(number));
  return {
    kind: 'promotion',
    phase: 'outcome',
    by: { name: 'anna' },
    promotion,
    releaseId,
    result: 'verified',
    summary: '',
    running: releaseId,
  };
}
