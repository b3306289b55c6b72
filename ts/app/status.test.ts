import { parseConfig } from '../core/config/parse.ts';
import { facts, wasVerified } from '../core/gates/example.ts';
import type { Fact, FactDraft } from '../core/ledger/fact.ts';
import { renderStatus } from '../core/promotion/status.ts';
import { aRelease, build } from '../core/release/example.ts';
import type { Ledger } from '../ports/ledger.ts';
import { status } from './status.ts';

const release = aRelease({ service1: build(90, { subject: 'Fix the rounding of GST' }) });
const by = { name: 'anna' };
const went = (to: 'up' | 'down', phase: 'begun' | 'ended' | 'failed'): FactDraft => ({
  kind: 'existence',
  by,
  to,
  phase,
  reason: 'the release is live',
});
const { environments } = parseConfig(
  [
    'version: 1',
    'defaults: { region: eu-west-1 }',
    'services: { service1: { image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/service1 } }',
    'environments:',
    '  test: { stack: appcluster-test, engine: terraform, onDemand: {} }',
    '  live: { cluster: live, promotesFrom: test }',
    'freezes:',
    '  weekend: { environments: [live], from: Fri 16:00, until: Mon 08:00, timeZone: Australia/Melbourne, reason: nobody is here }',
    '',
  ].join('\n'),
  'promotion.yaml',
);

/** What `status` prints of one environment, whose facts are a minute apart from 2026-11-02 09:00 UTC on. */
async function told(name: string, drafts: readonly FactDraft[], now = '2026-11-02T12:00Z') {
  const ledger = {
    read: () => Promise.resolve<readonly Fact[]>(facts(name, ...drafts)),
  } as unknown as Ledger;
  const asked = environments.filter((one) => one.name === name);
  return renderStatus(await status(asked, ledger, null, { now: () => Date.parse(now) })).split('\n');
}

test('an environment says its release, when and by whom it was verified, and its builds', async () => {
  expect(await told('live', [wasVerified(release)])).toEqual([
    expect.stringMatching(/^live {2}release \w{7}, verified 2026-11-02 09:00 UTC by anna$/),
    '  service1  90  Fix the rounding of GST',
  ]);
});

test('one that was destroyed says so, and not what ran there', async () => {
  const ended = [wasVerified(release), went('down', 'begun'), went('down', 'ended')];
  expect(await told('test', ended)).toEqual([
    'test  is down since 2026-11-02 09:02 UTC, by anna: the release is live',
    expect.stringMatching(/^ {2}last: release \w{7}, verified 2026-11-02 09:00 UTC by anna$/),
  ]);
});

test('one that was destroyed in part says that, with what may run there', async () => {
  const [head, ...rest] = await told('test', [
    wasVerified(release),
    went('down', 'begun'),
    went('down', 'failed'),
  ]);
  expect(head).toBe(
    'test  was not destroyed to its end since 2026-11-02 09:02 UTC, by anna: the release is live',
  );
  expect(rest).toContain('  service1  90  Fix the rounding of GST');
});

test('a freeze that holds is told until when on its own clock, and none before or after', async () => {
  const holds = '  ! frozen until Mon 2026-11-09 08:00 Australia/Melbourne (weekend: nobody is here)';
  expect(await told('live', [], '2026-11-06T05:00Z')).toContain(holds);
  expect(await told('live', [], '2026-11-06T04:59Z')).not.toContain(holds);
  expect(await told('live', [], '2026-11-08T21:00Z')).not.toContain(holds);
});

test('a stop is told with who, since when and why', async () => {
  const stop: FactDraft = { kind: 'stop', by, active: true, reason: 'incident 12' };
  expect(await told('live', [stop])).toContain('  ! stopped by anna since 2026-11-02 09:00 UTC: incident 12');
});
