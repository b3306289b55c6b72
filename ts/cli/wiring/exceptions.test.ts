import { exceptionsIn } from './exceptions.ts';

test('an exception is made only with a reason, which stands by each', () => {
  expect(exceptionsIn({ exception: ['hotfix', 'older'], reason: 'orders are lost' })).toEqual({
    hotfix: 'orders are lost',
    older: 'orders are lost',
  });
  expect(exceptionsIn({ exception: [] })).toEqual({});
  for (const reason of [undefined, ' '])
    expect(() => exceptionsIn({ exception: ['hotfix'], reason })).toThrow(/gate-exception-without-reason/);
});
