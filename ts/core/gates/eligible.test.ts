import { expect, test } from '@jest/globals';
import type { FactDraft } from '../ledger/fact.ts';
import { aRelease, build } from '../release/example.ts';
import { eligibleFor } from './eligible.ts';
import { anEnvironment, began, facts, line, wasRevoked, wasVerified } from './example.ts';

const older = aRelease({ service1: build(89) });
const release = aRelease({ service1: build(90) });

const verifiedInBeta = [began(release), wasVerified(release)];
const noon = Date.UTC(2026, 10, 2, 12);

test.each<[string, readonly FactDraft[], readonly FactDraft[], typeof release, string | undefined]>([
  ['was never in beta', [], [], release, 'order'],
  ['was in beta and not verified there', [began(release)], [], release, 'verified-upstream'],
  ['was taken back in beta', [...verifiedInBeta, wasRevoked(release)], [], release, 'verified-upstream'],
  ['was verified in beta', verifiedInBeta, [], release, undefined],
  ['is what runs here', verifiedInBeta, [began(release), wasVerified(release)], release, undefined],
  [
    'is older than what was verified here',
    [began(older), wasVerified(older), ...verifiedInBeta],
    [began(release), wasVerified(release)],
    older,
    'overtaking',
  ],
])('a release that %s', (_, beta, live, candidate, gate) => {
  const ledger = new Map([
    ['beta', facts('beta', ...beta)],
    ['live', facts('live', ...live)],
  ]);
  const environment = anEnvironment('live', ['beta']);
  expect(eligibleFor(environment, line, ledger, noon)(candidate)).toBe(gate);
});

test('a release waits for the end of its soak', () => {
  const environment = anEnvironment('live', ['beta'], { soakMinutes: 60 });
  const ledger = new Map([['beta', facts('beta', ...verifiedInBeta)]]);
  // Verified at 09:01.
  const at = (hour: number, minute: number) =>
    eligibleFor(environment, line, ledger, Date.UTC(2026, 10, 2, hour, minute))(release);
  expect([at(10, 0), at(10, 1)]).toEqual(['soak', undefined]);
});
