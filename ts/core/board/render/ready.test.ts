import { boardOf } from '../board.ts';
import { anEnvironment, line } from '../../gates/example.ts';
import { aRelease, build } from '../../release/example.ts';
import { begin, story, type Scene } from '../testing/promotions.ts';
import { ready } from './ready.ts';

const old = aRelease({ service1: build(1) });
const fresh = aRelease({ service1: build(2) });
const came = { release: old, from: 0, to: 10 };

function told(live: readonly Scene[], extra: Parameters<typeof anEnvironment>[2] = {}): string {
  const config = {
    ...line,
    environments: [anEnvironment('test', []), anEnvironment('live', ['test'], extra)],
  };
  const facts = new Map([
    ['test', story('test', came, { release: fresh, from: 20, to: 30 })],
    ['live', story('live', ...live)],
  ]);
  const board = boardOf({ config, facts, live: null, now: begin + 9_000_000, days: 90 });
  return (ready(board)?.text ?? '')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

it('says what may go where, and since when it is verified', () => {
  expect(told([came])).toMatch(/^Ready to be promoted \w{7} to live service1; verified in test 2 Nov 00:30$/);
});

it('says that people will be asked', () => {
  const approval = { from: ['rita'], minimum: 1, notRequester: false };
  expect(told([came], { approval })).toContain('to live when approved service1');
});

it('says that it failed there already', () => {
  const failed: Scene = { release: fresh, from: 40, to: 50, turnedAt: 45, result: 'rolledBack' };
  expect(told([came, failed])).toContain('to live failed there 2 Nov 00:40');
});

it('is absent where everything has come, and where a gate holds it', () => {
  expect(told([came, { release: fresh, from: 40, to: 50 }])).toBe('');
  expect(told([came], { soakMinutes: 1440 })).toBe('');
});

it('wants nothing for an environment that does not exist now', () => {
  expect(told([], { onDemand: {} })).toBe('');
  expect(told([])).toContain('to live');
});
