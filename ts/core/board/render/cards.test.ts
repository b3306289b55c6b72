import type { FactDraft } from '../../ledger/fact.ts';
import { board, two } from '../testing/small-board.ts';
import { cards } from './cards.ts';

const stop: FactDraft = { kind: 'stop', by: { name: 'anna' }, active: true, reason: 'audit' };
const six = [1, 2, 3, 4, 5, 6].map((n) => ({ release: two(n, 1), from: n * 20, to: n * 20 + 5 }));

it('counts the older releases that it does not tell, where those that it tells are all held', () => {
  const held = cards(board({ test: six, beta: [{ at: 0, draft: stop }] })).text;
  expect(held.match(/held: the line is stopped/g)).toHaveLength(4);
  expect(held).toContain('<li>and 2 older releases</li>');
});

it('does not count them where one may come', () => {
  const open = cards(board({ test: six })).text;
  expect(open.match(/may come/g)).toHaveLength(1);
  expect(open).not.toContain('older release');
});
