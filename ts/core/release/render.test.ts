import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deriveRelease } from './derive.ts';
import { aRelease, build } from './example.ts';
import { checkLineage } from './lineage.ts';
import { releaseId } from './release-id.ts';
import { renderDiff } from './render-diff.ts';
import { renderLineage } from './render-lineage.ts';
import { renderRelease } from './render-release.ts';

const one = (service: string, number: number, rest = {}) => build(number, { service, ...rest });
const first = aRelease({
  checkout: one('checkout', 88, { subject: 'Round GST to the cent' }),
  catalogue: one('catalogue', 17, { subject: '目录: 加快搜索 🚀' }),
  'mail-relay': one('mail-relay', 4, { subject: 'Speak TLS 1.3' }),
});
const second = aRelease(
  {
    checkout: one('checkout', 90, {
      subject:
        'Fix the rounding of GST, which went wrong for invoices with more than a hundred lines and a discount',
    }),
    catalogue: one('catalogue', 16, { subject: 'Revert \u001b[31m"搜索"\nand hide' }),
    search: one('search', 1, { subject: 'Begin', commit: null }),
  },
  releaseId(first),
);
const third = deriveRelease(second, {
  overrides: { checkout: one('checkout', 92, { subject: 'Round once, at the end' }) },
  reason: 'Customers are overcharged',
});
const forged = aRelease(
  { ...second.services, checkout: one('checkout', 90, { digest: `sha256:${'e'.repeat(64)}` }) },
  releaseId(third),
);
const at = (source: string, release: typeof first) => ({ source, release, claimedId: null });

/** The files under test/fixtures/release are what people read; look at them. UPDATE_GOLDEN=1 writes them anew. */
function expectGolden(name: string, text: string): void {
  const file = join('test/fixtures/release', `${name}.txt`);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, `${text}\n`);
  expect(`${text}\n`).toBe(readFileSync(file, 'utf8'));
}

describe('what people read', () => {
  it.each([
    ['show', renderRelease(second)],
    ['show-derived', renderRelease(third)],
    ['diff', renderDiff(first, second)],
    ['diff-alarm', renderDiff(second, forged)],
    ['diff-nothing', renderDiff(second, second)],
    [
      'diff-moved',
      renderDiff(first, {
        ...first,
        services: { ...first.services, 'mail-relay': one('mail-relay', 4, { image: 'acme/mail' }) },
      }),
    ],
    [
      'lineage',
      renderLineage(
        checkLineage([
          at('93/release.json', third),
          at('92/release.json', second),
          at('91/release.json', first),
        ]),
      ),
    ],
    [
      'lineage-broken',
      renderLineage(
        checkLineage([
          at('94/release.json', forged),
          at('93/release.json', third),
          at('91/release.json', first),
        ]),
      ),
    ],
  ])('is as in %s.txt', (name, text) => {
    expectGolden(name, text);
  });
});
