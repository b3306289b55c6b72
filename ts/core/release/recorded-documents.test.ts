import type { Fact } from '../ledger/fact.ts';
import { aRelease, build } from './example.ts';
import { checkLineage } from './lineage.ts';
import { recordedDocuments } from './recorded-documents.ts';
import { releaseId, servicesHash } from './release-id.ts';
import type { Release } from './release.ts';

const sealed = {
  version: 1,
  environment: 'live',
  previous: null,
  at: '2026-01-01T00:00:00.000Z',
  by: { name: 'anna' },
} as const;
const verification = (id: string, release: Release, claimed = releaseId(release)): Fact => ({
  ...sealed,
  kind: 'verification',
  id,
  promotion: '01',
  release,
  releaseId: claimed,
  servicesHash: servicesHash(release),
  proof: [],
});

describe('the releases that a ledger holds', () => {
  const first = aRelease({ service1: build(88) });
  const second = aRelease({ service1: build(90) }, releaseId(first));

  it('prove each other as files do', () => {
    const facts: Fact[] = [
      verification('01', first),
      { ...sealed, kind: 'stop', id: '02', active: true, reason: 'x' },
      verification('03', second),
    ];
    const documents = recordedDocuments(facts);
    expect(documents.map(({ source }) => source)).toEqual(['live/01.json', 'live/03.json']);
    expect(checkLineage(documents)).toMatchObject({ problems: [], chains: [[{}, {}]] });
  });

  it('show a fact whose release was changed', () => {
    const changed = aRelease({ service1: build(89) });
    const documents = recordedDocuments([
      verification('01', changed, releaseId(first)),
      verification('03', second),
    ]);
    expect(checkLineage(documents).problems.map(({ code }) => code)).toEqual(['release-altered']);
  });
});
