import type { Config } from '../../config/config.ts';
import { anEnvironment, line, wasRevoked } from '../../gates/example.ts';
import type { Live } from '../live.ts';
import type { Scene } from '../testing/promotions.ts';
import { board, two } from '../testing/small-board.ts';
import { attention } from './attention.ts';

const config: Config = { ...line, environments: [anEnvironment('test', [], { onDemand: {} })] };
const by = { name: 'anna' };
const fine: Scene = { release: two(1, 1), from: 0, to: 10 };

/** What is said of test, without markup. */
function told(scenes: readonly Scene[], live?: Live): string {
  const asked = live === undefined ? null : new Map([['test', live]]);
  const { text } = attention(board({ test: scenes }, { config, live: asked }));
  return text
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

test.each<[what: string, told: string, says: string]>([
  [
    'what nobody could look at',
    told([fine], { unreachable: 'no credentials' }),
    'test could not be looked at: no credentials',
  ],
  [
    'drift',
    told([fine], new Map([['service1', 'other:1']])),
    'test does not run what was recorded: service1, service2 (2 services)',
  ],
  [
    'what was taken back',
    told([fine, { at: 20, draft: wasRevoked(two(1, 1)) }]),
    'test runs a release whose verification was taken back',
  ],
  [
    'a promotion without an end',
    told([{ ...fine, result: 'interrupted' }]),
    'by anna since 2 Nov 00:00 that has not ended',
  ],
  [
    'a stop',
    told([fine, { at: 20, draft: { kind: 'stop', by, active: true, reason: 'audit' } }]),
    'test is stopped by anna since 2 Nov 00:20: audit',
  ],
  [
    'what went back',
    told([{ ...fine, result: 'rolledBack', turnedAt: 5 }]),
    'test went back on 2 Nov 00:00 from',
  ],
  ['what failed', told([{ ...fine, result: 'failed' }]), 'test failed on 2 Nov 00:00 with'],
  [
    'what was destroyed by half',
    told([fine, { at: 20, draft: { kind: 'existence', by, to: 'down', phase: 'failed', reason: 'night' } }]),
    'test was not created or destroyed to its end',
  ],
  ['nothing that was looked at', told([], new Map()), 'To look at Nothing. What runs is what was recorded'],
  ['nothing where nobody looked', told([fine]), 'To look at Nothing on record. What runs was not looked at.'],
])('tells of %s', (_, text, says) => {
  expect(text).toContain(says);
});

test('tells of a failure no more once something came after it', () => {
  const failed: Scene = { ...fine, result: 'failed' };
  expect(told([failed, { release: two(2, 1), from: 20, to: 30 }])).toContain('Nothing on record.');
});
