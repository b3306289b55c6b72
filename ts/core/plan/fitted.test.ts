import fc from 'fast-check';
import { approvalLength, fitted, textOf, type PlanLine } from './fitted.ts';

const rest = 'All of it: https://jenkins.acme.example/job/deploy-live/12/console';
const head = (text: string): PlanLine => ({ kind: 'head', text });

/** A plan of so many services, each with so many commits. */
function plan(services: number, commits: number): readonly PlanLine[] {
  return [
    head('Promote release 4f2c1a9 to live (cluster appcluster-live; verified release 88b0d3e)'),
    ...Array.from({ length: services }, (_, at): readonly PlanLine[] => {
      const service: PlanLine = {
        kind: 'service',
        text: `  deploy  service${at}  90 → 92  Fix the rounding`,
      };
      const below = Array.from({ length: commits }, (__, turn): PlanLine => ({
        kind: 'commit',
        text: `      + 2b1d0c4  Ann  Commit ${turn} of service${at}`,
        under: service,
        turn,
      }));
      return [service, ...below];
    }).flat(),
    { kind: 'note', text: '  note: Nothing was ever verified in live.' },
    head(`Plan ${'c'.repeat(64)}`),
  ];
}

test('what fits is as it is', () => {
  expect(fitted(plan(2, 2), approvalLength, rest)).toBe(textOf(plan(2, 2)));
});

test('200 services with 5,000 commits fit: every line is whole, and the last one says what is missing and where it is', () => {
  const lines = plan(200, 25);
  const text = fitted(lines, approvalLength, rest);
  expect(text.length).toBeLessThanOrEqual(approvalLength);
  const said = text.split('\n');
  const last = said.pop() ?? '';
  const whole = new Set(lines.map((line) => line.text));
  expect(said.filter((line) => !whole.has(line))).toEqual([]);
  const services = said.filter((line) => line.startsWith('  deploy')).length;
  expect(services).toBeGreaterThan(50);
  expect(last).toBe(`Left out here: ${200 - services} services, 5000 commits. ${rest}`);
  expect(said).toContain('  note: Nothing was ever verified in live.');
  expect(said.at(-1)).toBe(`Plan ${'c'.repeat(64)}`);
});

test('where services fit and commits do not, each service keeps its newest', () => {
  const text = fitted(plan(10, 500), approvalLength, rest);
  for (let at = 0; at < 10; at += 1) {
    expect(text).toContain(`Commit 0 of service${at}\n`);
    expect(text).not.toContain(`Commit 499 of service${at}\n`);
  }
});

test('whatever there is, what is kept is whole and in order, nothing hangs below what is not there, and it fits', () => {
  const kinds = ['exception', 'stack', 'note', 'service', 'order', 'resource', 'kept'] as const;
  const text = fc.integer({ min: 0, max: 200 }).map((length) => 'x'.repeat(length));
  const line = fc.record({
    kind: fc.constantFrom(...kinds),
    text,
    below: fc.array(text, { maxLength: 5, size: 'max' }),
  });
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 40, size: 'max' }),
      fc.integer({ min: 400, max: 3_000 }),
      (made, limit) => {
        const lines = made.flatMap(({ kind, text, below }, at): readonly PlanLine[] => {
          const over: PlanLine = { kind, text: `${at} ${text}` };
          const under = below.map((each, turn): PlanLine => {
            return { kind: 'commit', text: `${at}.${turn} ${each}`, under: over, turn };
          });
          return [over, ...under];
        });
        const kept = fitted([head('title'), ...lines], limit, rest);
        expect(kept.length).toBeLessThanOrEqual(limit);
        const said = kept.split('\n');
        const known = ['title', ...lines.map((one) => one.text)];
        const places = said
          .filter((one) => !one.startsWith('Left out here: '))
          .map((one) => known.indexOf(one));
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        expect(places).not.toContain(-1);
        for (const one of lines) {
          if (one.under && said.includes(one.text)) expect(said).toContain(one.under.text);
        }
      },
    ),
  );
});
