import fc from 'fast-check';
import { due } from './due.ts';
import type { DeployAction } from './plan.ts';

function action(ecsService: string, wave: number): DeployAction {
  return { ecsService, wave } as DeployAction;
}

const actions = [action('db', 1), action('api', 2), action('web', 2), action('worker', 2), action('edge', 3)];
const names = (begun: Record<string, 'moving' | 'moved'>, parallel: number | null = null) =>
  due(actions, parallel, new Map(Object.entries(begun))).map(({ ecsService }) => ecsService);

test.each<[string, Record<string, 'moving' | 'moved'>, number | null, readonly string[]]>([
  ['the first wave begins', {}, null, ['db']],
  ['nothing begins while a wave moves', { db: 'moving' }, null, []],
  ['the next wave begins when the one before has moved', { db: 'moved' }, null, ['api', 'web', 'worker']],
  ['no more than may move at the same time', { db: 'moved' }, 2, ['api', 'web']],
  ['one that has moved makes room', { db: 'moved', api: 'moved', web: 'moving' }, 2, ['worker']],
  [
    'the last wave waits for all of the one before',
    { db: 'moved', api: 'moved', web: 'moved', worker: 'moving' },
    null,
    [],
  ],
  [
    'nothing is due at the end',
    { db: 'moved', api: 'moved', web: 'moved', worker: 'moved', edge: 'moved' },
    null,
    [],
  ],
])('%s', (_, begun, parallel, expected) => {
  expect(names(begun, parallel)).toEqual(expected);
});

test('whatever ends first, every service moves once, in the order of the waves, and never too many at once', () => {
  const plans = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 12 });
  fc.assert(
    fc.property(
      plans,
      fc.option(fc.integer({ min: 1, max: 4 })),
      fc.infiniteStream(fc.nat()),
      (waves, parallel, picks) => {
        const plan = waves.map((wave, index) => action(`service${index}`, wave));
        const begun = new Map<string, 'moving' | 'moved'>();
        const order: number[] = [];
        for (;;) {
          for (const { ecsService, wave } of due(plan, parallel, begun)) {
            expect(begun.has(ecsService)).toBe(false);
            begun.set(ecsService, 'moving');
            order.push(wave);
          }
          const moving = [...begun].filter(([, state]) => state === 'moving').map(([name]) => name);
          expect(moving.length).toBeLessThanOrEqual(parallel ?? Infinity);
          const [ended] = moving.slice((picks.next().value ?? 0) % (moving.length || 1));
          if (ended === undefined) break;
          begun.set(ended, 'moved');
        }
        expect(begun.size).toBe(plan.length);
        expect(order).toEqual(order.toSorted((a, b) => a - b));
      },
    ),
  );
});
