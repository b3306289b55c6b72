import { aRelease, build } from '../release/example.ts';
import { firstSeen, keyOf } from './first-seen.ts';
import { begin, story } from './testing/promotions.ts';

const service2 = (number: number) => build(number, { service: 'service2' });
const first = aRelease({ service1: build(1), service2: service2(1) });
const second = aRelease({ service1: build(1), service2: service2(2) });

it('knows a build since the first of the releases that hold it, whichever environment is told first', () => {
  const facts = [
    ...story('beta', { release: second, from: 60, to: 70 }),
    ...story('test', { release: first, from: 5, to: 10 }),
  ];
  for (const told of [facts, facts.toReversed()]) {
    const seen = firstSeen(told);
    const minuteOf = (key: string) => ((seen.get(key) ?? 0) - begin) / 60_000;
    expect(minuteOf(keyOf('service1', build(1)))).toBe(5);
    expect(minuteOf(keyOf('service2', service2(1)))).toBe(5);
    expect(minuteOf(keyOf('service2', service2(2)))).toBe(60);
  }
});
