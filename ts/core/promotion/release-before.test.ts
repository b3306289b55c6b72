import { began, facts, wasVerified } from '../gates/example.ts';
import { environmentState } from '../ledger/environment-state.ts';
import type { Fact, FactDraft } from '../ledger/fact.ts';
import type { RequestKind } from '../gates/situation.ts';
import { aRelease, build } from '../release/example.ts';
import { releaseId } from '../release/release-id.ts';
import type { Release } from '../release/release.ts';
import { releaseBefore } from './release-before.ts';

const releases = ['r1', 'r2', 'r3'] as const;
type Name = (typeof releases)[number];
const release = Object.fromEntries(
  releases.map((name, index) => [name, aRelease({ service1: build(90 + index) })]),
) as Record<Name, Release>;

/** `promote r1`, `rollback r1`: verified; `fail r2`: ended without; `begin r2`: never ended. */
function history(...happened: readonly string[]): readonly Fact[] {
  return happened.reduce<readonly Fact[]>((before, event) => {
    const [what, name] = event.split(' ') as [string, Name];
    const drafts = draftsOf(what, release[name]);
    const all = facts('live', ...before, ...drafts);
    // What was verified was verified by the intent before it.
    return all.map((fact) =>
      'promotion' in fact && fact.promotion === 'p'
        ? { ...fact, promotion: all.filter(isIntent).at(-1)?.id ?? '' }
        : fact,
    );
  }, []);
}

function draftsOf(what: string, wanted: Release): readonly FactDraft[] {
  const intent = began(wanted) as Extract<FactDraft, { phase: 'intent' }>;
  const kind: RequestKind = what === 'rollback' ? 'rollback' : 'promote';
  const begun: FactDraft = { ...intent, plan: { ...intent.plan, kind } };
  const outcome = (result: 'verified' | 'failed'): FactDraft => ({
    kind: 'promotion',
    phase: 'outcome',
    by: { name: 'anna' },
    promotion: 'p',
    releaseId: releaseId(wanted),
    result,
    summary: '',
    running: result === 'verified' ? releaseId(wanted) : null,
  });
  if (what === 'begin') return [begun];
  if (what === 'fail') return [begun, outcome('failed')];
  return [begun, wasVerified(wanted), outcome('verified')];
}

function isIntent(fact: Fact): boolean {
  return fact.kind === 'promotion' && fact.phase === 'intent';
}

test.each<[string, readonly string[], Name | undefined]>([
  ['nothing was ever verified', [], undefined],
  ['only one release was verified, and it runs', ['promote r1'], undefined],
  ['the one before what runs', ['promote r1', 'promote r2'], 'r1'],
  ['what was verified last, when the next one failed', ['promote r1', 'promote r2', 'fail r3'], 'r2'],
  ['what was verified last, when the next one never ended', ['promote r1', 'begin r2'], 'r1'],
  ['the same release twice in a row is one', ['promote r1', 'promote r2', 'promote r2'], 'r1'],
  ['going back twice goes back twice', ['promote r1', 'promote r2', 'promote r3', 'rollback r2'], 'r1'],
  ['there is nothing before the first', ['promote r1', 'promote r2', 'rollback r1'], undefined],
  [
    'an older release that was promoted anew is a step forward',
    ['promote r1', 'promote r2', 'promote r1'],
    'r2',
  ],
])('%s', (_, happened, expected) => {
  const found = releaseBefore(environmentState('live', history(...happened)));
  expect(found?.releaseId).toBe(expected && releaseId(release[expected]));
});
