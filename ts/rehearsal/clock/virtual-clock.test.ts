import { VirtualClock } from './virtual-clock.ts';

let clock: VirtualClock;
beforeEach(() => {
  clock = new VirtualClock(1000, { quietMilliseconds: 1 });
});
afterEach(() => {
  clock.close();
});

const realMilliseconds = (count: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, count));

describe('moved by hand', () => {
  test('runs what is due on the way, at its own time', () => {
    const seen: number[] = [];
    clock.schedule(1500, 'a', () => {
      seen.push(clock.now());
      clock.schedule(1600, 'a', () => seen.push(clock.now()));
    });
    clock.schedule(9000, 'a', () => seen.push(clock.now()));
    clock.advance(1000);
    expect(seen).toEqual([1500, 1600]);
    expect(clock.now()).toBe(2000);
  });

  test('wakes sleepers after the events of the same moment', () => {
    const seen: string[] = [];
    clock.register('p').sleep(1500, () => seen.push('woken'));
    clock.schedule(1500, 'a', () => seen.push('event'));
    clock.advanceTo(1500);
    expect(seen).toEqual(['event', 'woken']);
  });
});

describe('moved by those who wait', () => {
  test('stands still while nobody is registered', async () => {
    clock.schedule(1001, 'a', () => undefined);
    await realMilliseconds(10);
    expect(clock.now()).toBe(1000);
  });

  test('jumps to the first wake-up when all sleep', async () => {
    const first = new Promise((resolve) => clock.register('first').sleep(61_000, resolve));
    clock.register('second').sleep(121_000, () => undefined);
    expect(await first).toBe(61_000);
    await realMilliseconds(10);
    // The first one is at work now.
    expect(clock.now()).toBe(61_000);
  });

  test('stands still while one of them works', async () => {
    clock.register('sleeper').sleep(5000, () => undefined);
    const worker = clock.register('worker');
    await realMilliseconds(10);
    expect(clock.now()).toBe(1000);
    clock.deregister(worker.id);
    await realMilliseconds(10);
    expect(clock.now()).toBe(5000);
  });

  test('stands still while something is in flight', async () => {
    const land = clock.hold();
    clock.register('sleeper').sleep(5000, () => undefined);
    await realMilliseconds(10);
    expect(clock.now()).toBe(1000);
    land();
    land();
    await realMilliseconds(10);
    expect(clock.now()).toBe(5000);
  });

  test('wakes those due at one moment one after the other, in the order they registered', async () => {
    const woken: string[] = [];
    const first = clock.register('first');
    clock.register('second').sleep(2000, () => woken.push('second'));
    first.sleep(2000, () => woken.push('first'));
    await realMilliseconds(10);
    expect(woken).toEqual(['first']);
    first.sleep(3000, () => woken.push('first again'));
    await realMilliseconds(10);
    expect(woken).toEqual(['first', 'second']);
  });

  test('a sleep that is taken back makes its sleeper awake', async () => {
    const cancel = clock.register('p').sleep(2000, () => undefined);
    cancel();
    await realMilliseconds(10);
    expect(clock.now()).toBe(1000);
  });

  test('a sleep until a time that has passed ends at once', () => {
    const woken = jest.fn();
    clock.register('p').sleep(999, woken);
    expect(woken).toHaveBeenCalledWith(1000);
  });
});
