import fc from 'fast-check';
import { EventQueue } from './event-queue.ts';

test('events come out by time, then subject, then the order they were added', () => {
  const event = fc.record({ at: fc.nat(20), subject: fc.constantFrom('a', 'b', 'c') });
  fc.assert(
    fc.property(fc.array(event), (events) => {
      const queue = new EventQueue();
      const marked = events.map((each, index) => ({ ...each, index }));
      const ran: number[] = [];
      for (const { index, ...each } of marked) queue.add({ ...each, run: () => ran.push(index) });
      for (let next = queue.take(); next; next = queue.take()) next.run();
      const expected = marked.toSorted(
        (a, b) => a.at - b.at || a.subject.localeCompare(b.subject) || a.index - b.index,
      );
      expect(ran).toEqual(expected.map(({ index }) => index));
    }),
  );
});
