import { boardOf } from '../board.ts';
import { line } from '../../gates/example.ts';
import { aRelease, build } from '../../release/example.ts';
import { longLedger } from '../testing/long-ledger.ts';
import { begin, story } from '../testing/promotions.ts';
import { boardFiles } from './page.ts';

it.each([
  { what: 'a script', text: '<script>alert(1)</script>' },
  { what: 'an attribute that ends', text: '"><img src=x onerror=alert(1)>' },
  { what: 'text turned around', text: '\u202etxt.exe\u2066 <b>' },
  { what: 'several lines', text: 'one\n<style>*{display:none}</style>\ntwo' },
  { what: 'elements that end', text: '</bdi></li></ul></main><h1>pwned' },
  { what: 'very much', text: '<'.repeat(3000) },
  { what: 'a tower of accents', text: `a${'\u0301'.repeat(2000)}` },
])('writes $what as text, wherever it is told', ({ text }) => {
  const release = aRelease({ service1: build(1, { subject: text }) });
  const stop = { at: 99, draft: { kind: 'stop', by: { name: text }, active: true, reason: text } } as const;
  const facts = new Map([
    ['test', story('test', { release, from: 0, to: 9, by: text, result: 'failed' }, stop)],
  ]);
  const live = new Map([['test', { unreachable: text }]]);
  const [page = { text: '' }] = boardFiles(
    boardOf({ config: line, facts, live, now: begin + 9_999_999, days: 90 }),
  );
  expect(page.text).not.toMatch(/<(script|img src=x|style|h1>pwned)/);
  expect(page.text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  expect(page.text.split('</main>')).toHaveLength(2);
  expect(page.text.length).toBeLessThan(20_000);
});

it('has no script, no style in the page, and no address elsewhere', () => {
  const files = boardFiles(
    boardOf({ ...longLedger({ environments: 5, services: 8, records: 300 }), live: null, days: 90 }),
  );
  for (const { text } of files) {
    expect(text).not.toMatch(/<script|javascript:|\son[a-z]+=|\sstyle=|<style|@import|url\(/i);
    expect(text.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:/);
  }
});

it('draws inside its drawing what a clock ahead of its own has recorded', () => {
  const release = aRelease({ service1: build(1) });
  const facts = new Map([['test', story('test', { release, from: 5_000, to: 5_010 })]]);
  const files = boardFiles(boardOf({ config: line, facts, live: null, now: begin + 60_000, days: 1 }));
  const drawing = files.find(({ name }) => name.endsWith('.svg'));
  expect(drawing?.text).toContain('<rect x="316"');
});

it('names every file that the page asks for', () => {
  const files = boardFiles(
    boardOf({ ...longLedger({ environments: 5, services: 8, records: 300 }), live: null, days: 90 }),
  );
  const asked = [...(files[0]?.text ?? '').matchAll(/\s(?:src|href)="([^#"][^"]*)"/g)].map(
    ([, name]) => name,
  );
  expect(asked).toHaveLength(6);
  expect(
    files
      .map(({ name }) => name)
      .slice(1)
      .toSorted(),
  ).toEqual(asked.toSorted());
});

it('is at most 1 MB for 12 environments, 200 services and 5,000 records, each build at its own place', () => {
  const { config, facts, now } = longLedger({ environments: 12, services: 200, records: 5000 });
  const board = boardOf({ config, facts, live: null, now, days: 90 });
  expect(board.records).toBeGreaterThanOrEqual(5000);
  expect(sizeOf(board)).toBeLessThan(1_000_000);
  // The most that there can be: no build runs in two environments, and all subjects are long.
  const subject = 'Retry the payment once, when the bank takes <longer> than four seconds to answer it';
  const apart = board.services.map((service) => ({
    ...service,
    builds: board.environments.map(({ name }, at) => ({
      build: 100 + at,
      subject,
      commit: null,
      places: service.builds.flatMap(({ places }) => places).filter((place) => place.environment === name),
    })),
  }));
  expect(sizeOf({ ...board, services: apart })).toBeLessThan(1_000_000);
});

function sizeOf(board: Parameters<typeof boardFiles>[0]): number {
  return boardFiles(board).reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
}
