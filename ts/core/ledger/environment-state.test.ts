import { environmentState, verificationOf } from './environment-state.ts';
import { exampleDrafts } from './example-facts.ts';
import type { Fact, FactDraft, PromotionResult } from './fact.ts';
import { sealFact } from './seal.ts';

/** A history told step by step; `promotion` of a draft may name an earlier step by its number. */
function history(...steps: ((facts: readonly Fact[]) => FactDraft)[]): Fact[] {
  const facts: Fact[] = [];
  for (const step of steps)
    facts.push(sealFact(step(facts), { environment: 'test', tail: facts.at(-1), now: facts.length + 1 }));
  return facts;
}

const { intent, turn, outcome, verification, revocation } = exampleDrafts;
const intended = () => intent;
const begun = (facts: readonly Fact[]) =>
  facts.findLast((fact) => fact.kind === 'promotion' && fact.phase === 'intent')?.id ?? '';
const ended =
  (result: PromotionResult, running: string | null = outcome.running) =>
  (facts: readonly Fact[]): FactDraft => ({ ...outcome, result, running, promotion: begun(facts) });
const turned = (facts: readonly Fact[]): FactDraft => ({ ...turn, promotion: begun(facts) });
const proven = (facts: readonly Fact[]): FactDraft => ({ ...verification, promotion: begun(facts) });
const revoked = () => revocation;

describe('the state of an environment', () => {
  it('is empty without facts', () => {
    expect(environmentState('test', [])).toEqual({
      environment: 'test',
      lastVerified: null,
      verifications: [],
      running: null,
      unfinished: null,
      promotions: [],
      stop: null,
      schemas: new Map(),
      tail: null,
      newest: null,
    });
  });

  it.each([
    ['nothing was asked', [], false],
    ['a promotion was begun', [intended], true],
    ['it was verified', [intended, proven, ended('verified')], false],
    ['it was rolled back', [intended, turned, ended('rolledBack')], false],
    ['it was refused', [intended, ended('refused')], false],
    ['it was interrupted', [intended, ended('interrupted')], true],
    ['it was interrupted and then finished', [intended, ended('interrupted'), ended('verified')], false],
    [
      'it was interrupted and another one ended',
      [intended, ended('interrupted'), intended, ended('failed')],
      false,
    ],
    ['the newest one was begun after one ended', [intended, ended('verified'), intended], true],
  ] as const)('after “%s” holds an unfinished promotion: %3$p', (_, steps, unfinished) => {
    const state = environmentState('test', history(...steps));
    expect(state.unfinished !== null).toBe(unfinished);
  });

  it('remembers that an unfinished promotion was going back', () => {
    const state = environmentState('test', history(intended, turned));
    expect(state.unfinished?.turn).toMatchObject({ phase: 'rollback', to: null });
  });

  it('runs what the last outcome says, unless that was a refusal', () => {
    const facts = history(intended, ended('verified', 'a'.repeat(64)), intended, ended('refused', null));
    expect(environmentState('test', facts).running).toBe('a'.repeat(64));
    expect(environmentState('test', facts).tail).toBe(facts.at(-1)?.id);
  });

  it('counts a verification until it is revoked, and again after the next one', () => {
    const isCounted = (...steps: Parameters<typeof history>) => {
      const state = environmentState('test', history(...steps));
      const hasVerified = state.lastVerified !== null;
      expect(verificationOf(state, verification.servicesHash) !== undefined).toBe(hasVerified);
      return hasVerified;
    };
    expect(isCounted(intended, proven)).toBe(true);
    expect(isCounted(intended, proven, revoked)).toBe(false);
    expect(isCounted(intended, proven, revoked, proven)).toBe(true);
  });
});
