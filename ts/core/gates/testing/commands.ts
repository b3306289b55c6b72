import fc from 'fast-check';
import type { Exceptions } from '../situation.ts';
import { builds, names, type Build, type Name, type Settings } from './forked-line.ts';

/** What may happen on the line. */
export type Command =
  | {
      readonly do: 'promote';
      readonly to: Name;
      readonly build: Build;
      readonly by: string;
      readonly exceptions: readonly (keyof Exceptions)[];
    }
  | {
      readonly do: 'approve';
      readonly build: Build;
      readonly by: string;
      readonly exceptions: readonly (keyof Exceptions)[];
      readonly people: readonly string[];
    }
  | { readonly do: 'revoke'; readonly in: Name; readonly build: Build }
  | { readonly do: 'stop'; readonly in: Name; readonly active: boolean }
  | { readonly do: 'wait'; readonly minutes: number }
  | { readonly do: 'record'; readonly schema: number }
  | { readonly do: 'answer'; readonly open: boolean }
  | ({ readonly do: 'configure' } & Settings);

const name = fc.constantFrom(...names);
const number = fc.constantFrom(...builds);
const by = fc.oneof(
  { weight: 6, arbitrary: fc.constant('anna') },
  { weight: 1, arbitrary: fc.constantFrom('rita', 'timer') },
);
const exceptions = fc.oneof(
  { weight: 4, arbitrary: fc.constant([]) },
  { weight: 2, arbitrary: fc.subarray<keyof Exceptions>(['older', 'hotfix', 'freeze'], { maxLength: 2 }) },
);
const people = fc.oneof(
  { weight: 3, arbitrary: fc.constant(['rita', 'mei']) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom('rita', 'mei', 'omar', 'anna', 'bob'), { maxLength: 3 }) },
);
const promote = fc.record({ do: fc.constant('promote' as const), to: name, build: number, by, exceptions });
const wait = fc.record({
  do: fc.constant('wait' as const),
  minutes: fc.constantFrom(1, 30, 59, 60, 119, 120, 400),
});

const record = fc.record({ do: fc.constant('record' as const), schema: fc.constantFrom(1, 2, 2, 2, 3) });
const answer = fc.record({
  do: fc.constant('answer' as const),
  open: fc.constantFrom(true, true, true, true, false),
});
const revoke = fc.record({ do: fc.constant('revoke' as const), in: name, build: number });
const configure = fc.record({
  do: fc.constant('configure' as const),
  settleMinutes: fc.constantFrom(0, 5),
  fromAll: fc.boolean(),
});

/** One command, or a few in the order in which people mean them to come: by chance alone hardly anything gets as far as live. */
export const commands = fc.oneof(
  { weight: 6, arbitrary: promote.map((one) => [one]) },
  { weight: 3, arbitrary: wait.map((one) => [one]) },
  {
    weight: 4,
    arbitrary: revoke.map((one) => [one]),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ do: fc.constant('stop' as const), in: name, active: fc.boolean() })
      .map((one) => [one]),
  },
  { weight: 1, arbitrary: configure.map((one) => [one]) },
  { weight: 1, arbitrary: record.map((one) => [one]) },
  { weight: 1, arbitrary: answer.map((one) => [one]) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        number,
        by,
        exceptions,
        people,
        fc.tuple(record, answer, fc.constantFrom(true, true, false)),
        fc.constantFrom(59, 60, 60, 60),
        fc.option(wait),
        fc.option(fc.oneof(promote, configure, revoke)),
      )
      .map(([build, who, why, approvers, [schema, says, alsoQa], soaking, first, between]): Command[] => [
        { do: 'promote', to: 'test', build, by: who, exceptions: [] },
        { do: 'promote', to: 'beta', build, by: who, exceptions: [] },
        ...(alsoQa ? [{ do: 'promote', to: 'qa', build, by: who, exceptions: [] } as const] : []),
        schema,
        says,
        { do: 'wait', minutes: soaking },
        { do: 'approve', build, by: who, exceptions: why, people: approvers },
        ...(first ? [first] : []),
        ...(between ? [between] : []),
        { do: 'promote', to: 'live', build, by: who, exceptions: why },
      ]),
  },
);
