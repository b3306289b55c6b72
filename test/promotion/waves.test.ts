import { World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.close());

/** `service2 90 s`: when each service was told to move, in seconds after the first. */
function moves(): readonly (readonly [service: string, seconds: number])[] {
  const calls = world.emulator.calls.filter(({ operation }) => operation === 'UpdateService');
  return calls.map(({ at, input }) => [
    String((input as { service?: string }).service),
    (at - (calls[0]?.at ?? 0)) / 1000,
  ]);
}

test('services move together where nothing says otherwise', async () => {
  await world.promote(await world.release(90, 41));
  const [first, second] = moves();
  expect([first?.[0], second?.[0]]).toEqual(['service1', 'service2']);
  expect(second?.[1]).toBeLessThan(5);
});

test.each([
  ['a wave waits until the one before has moved', { waves: [['service2'], ['service1']] }, 'service2'],
  ['one at a time is one at a time', { parallel: 1 }, 'service1'],
])('%s', async (_, settings, firstOne) => {
  const record = await world.promote(await world.release(90, 41), {}, { settings });
  expect(record.result).toBe('verified');
  const [first, second] = moves();
  expect(first?.[0]).toBe(firstOne);
  expect(second?.[1]).toBeGreaterThan(20);
});

test('when a wave fails what has moved goes back, and the next one never begins', async () => {
  const first = await world.release(90, 41);
  await world.promote(first);
  const next = await world.release(91, 42);
  world.emulator.faults.add({ kind: 'crashLoop', repository: 'service2', tag: '42' });
  const record = await world.promote(next, {}, { settings: { waves: [['service1'], ['service2']] } });
  expect(record.result).toBe('rolledBack');
  expect(await world.imageOf('service1')).toContain(first.services['service1']?.digest);
  const before = moves().length;
  await world.promote(next, {}, { settings: { waves: [['service2'], ['service1']] } });
  expect(
    moves()
      .slice(before)
      .map(([service]) => service),
  ).toEqual(['service2']);
});
