import { began, facts, wasVerified } from '../gates/example.ts';
import { aRelease, build } from '../release/example.ts';
import type { FactDraft } from '../ledger/fact.ts';
import { endsAt } from './ends-at.ts';
import { existenceOf } from './existence.ts';
import { leaseEnd } from './lease-end.ts';

const by = { name: 'anna' };
const release = aRelease({ service1: build(90) });
const went = (to: 'up' | 'down', phase: 'begun' | 'ended' | 'failed', reason = 'a demo'): FactDraft => ({
  kind: 'existence',
  by,
  to,
  phase,
  reason,
});
const lease = (until: string | null): FactDraft => ({ kind: 'lease', by, until, reason: 'a load test' });
const up = [went('up', 'begun'), went('up', 'ended')];
const gone = [went('down', 'begun'), went('down', 'ended')];

/** Facts are a minute apart, from 2026-11-02T09:00Z on. */
const of = (...drafts: readonly FactDraft[]) => existenceOf(facts('test', ...drafts));

test.each<[string, readonly FactDraft[], string]>([
  ['nothing ever happened', [], 'down'],
  ['it was created', up, 'up'],
  ['whoever created it was killed', [went('up', 'begun')], 'goingUp'],
  ['creating failed', [went('up', 'begun'), went('up', 'failed')], 'halfUp'],
  ['it was destroyed', [...up, ...gone], 'down'],
  ['whoever destroyed it was killed', [...up, went('down', 'begun')], 'goingDown'],
  ['destroying failed', [...up, went('down', 'begun'), went('down', 'failed')], 'halfDown'],
  [
    'destroying failed and succeeded',
    [...up, went('down', 'begun'), went('down', 'failed'), ...gone],
    'down',
  ],
  ['it was created anew', [...up, ...gone, ...up], 'up'],
  ['a promotion made it', [began(release)], 'up'],
  ['a promotion made it anew', [...up, ...gone, began(release)], 'up'],
  [
    'a promotion came to what was half destroyed',
    [...up, went('down', 'failed'), began(release)],
    'halfDown',
  ],
  [
    'a release was verified in what was half destroyed',
    [...up, went('down', 'failed'), began(release), wasVerified(release)],
    'up',
  ],
])('%s: it is %s', (_, drafts, state) => {
  expect(of(...drafts).state).toBe(state);
});

test('a lease counts until it is ended or the environment is destroyed', () => {
  expect(of(...up, lease('2026-11-03T09:00:00.000Z')).lease?.until).toBe('2026-11-03T09:00:00.000Z');
  expect(of(...up, lease('2026-11-03T09:00:00.000Z'), lease(null)).lease).toBeNull();
  expect(of(...up, lease('2026-11-03T09:00:00.000Z'), ...gone, ...up).lease).toBeNull();
});

const nightly = { destroyAt: '20:00', timeZone: 'Australia/Melbourne' };

/** 09:00Z is 20:00 in Melbourne in November. */
test.each<[string, readonly FactDraft[], Parameters<typeof endsAt>[1], string | null]>([
  ['what is down has no end', [...up, ...gone], nightly, null],
  ['at the first destroyAt after it came up', [...up], { destroyAt: '09:30' }, '2026-11-02T09:30:00.000Z'],
  ['tomorrow, when that has passed today', up, nightly, '2026-11-03T09:00:00.000Z'],
  ['a lease goes beyond it', [...up, lease('2026-11-05T12:00:00.000Z')], nightly, '2026-11-05T12:00:00.000Z'],
  [
    'a short lease does not cut it',
    [...up, lease('2026-11-02T10:00:00.000Z')],
    nightly,
    '2026-11-03T09:00:00.000Z',
  ],
  [
    'without destroyAt the lease ends it',
    [...up, lease('2026-11-02T10:00:00.000Z')],
    {},
    '2026-11-02T10:00:00.000Z',
  ],
  ['without either nothing does', up, {}, null],
  [
    'a failed destroy is due at once, whatever the lease says',
    [...up, lease('2026-11-05T12:00:00.000Z'), went('down', 'begun'), went('down', 'failed')],
    nightly,
    '2026-11-02T09:04:00.000Z',
  ],
  ['so is one that was killed', [...up, went('down', 'begun')], {}, '2026-11-02T09:02:00.000Z'],
])('it ends: %s', (_, drafts, onDemand, end) => {
  const at = endsAt(of(...drafts), onDemand);
  expect(at === null ? null : new Date(at).toISOString()).toBe(end);
});

const now = Date.parse('2026-11-26T09:00:00Z');

test('a lease ends after hours or at an instant with its offset', () => {
  expect(leaseEnd({}, now)).toBeNull();
  expect(leaseEnd({ hours: 1.5 }, now)).toBe('2026-11-26T10:30:00.000Z');
  expect(leaseEnd({ until: '2026-11-27T18:00+11:00' }, now)).toBe('2026-11-27T07:00:00.000Z');
});

test.each([
  [{ until: 'tomorrow' }, 'environment-lease-unclear'],
  [{ until: '2026-11-27T18:00' }, 'environment-lease-unclear'],
  [{ hours: 1, until: '2026-11-27T18:00Z' }, 'environment-lease-unclear'],
  [{ until: '2026-11-26T09:00Z' }, 'environment-lease-length'],
  [{ hours: 337 }, 'environment-lease-length'],
])('%j is refused', (wanted, code) => {
  expect(() => leaseEnd(wanted, now)).toThrow(code);
});

test('of what is down it is known who destroyed it, and why', () => {
  expect(of(...up, went('down', 'begun', 'it is late'), went('down', 'ended', 'it is late'))).toMatchObject({
    state: 'down',
    last: { to: 'down', phase: 'ended', reason: 'it is late', at: '2026-11-02T09:03:00.000Z' },
  });
  expect(of().last).toBeNull();
  expect(of(...up, ...gone, began(release)).last).toBeNull();
});
