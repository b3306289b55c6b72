import { usageErrors } from '../core/errors/catalogue/usage.ts';
import type { Problem } from '../core/errors/problem.ts';
import { membersOf, placeholder, type Member } from '../steps/members.ts';
import type { Step } from '../steps/step.ts';
import { splitWords, type Said } from './words.ts';

/** What the command line said: the input as far as it could be read, and all that is wrong with it. */
export interface Arguments {
  /** `--json` is there. */
  readonly json: boolean;
  /** Nothing but `--json` was said. */
  readonly empty: boolean;
  /** Values by member, without those that have a problem. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Members with a problem: that they are absent is not one more. */
  readonly broken: readonly string[];
  readonly problems: readonly Problem[];
}

/** Reads a step's flags and words into its input's shape; the schema checks the values afterwards. */
export function readArguments(words: readonly string[], step: Step): Arguments {
  const members = membersOf(step);
  const { said, json } = splitWords(words, step, members);
  const given = said.map((one) => (one.is === 'word' ? wordAsValue(one.word, step.name, members) : one));
  const input: Record<string, unknown> = {};
  const problems: Problem[] = given.flatMap((one) => (one.is === 'mistake' ? [one.problem] : []));
  const broken = given.flatMap((one) => (one.is === 'mistake' && one.member ? [one.member.name] : []));
  for (const member of members) {
    const values = given.flatMap((one) => (one.is === 'value' && one.member === member ? [one.value] : []));
    if (values.length === 0) continue;
    const read = readValues(member, values);
    problems.push(...read.problems);
    if (read.problems.length > 0) broken.push(member.name);
    else input[member.name] = read.value;
  }
  return { json, empty: said.length === 0, input, broken, problems };
}

/** How messages name a member, or a value in it, to someone who typed it. */
export function label(member: Member, inside: readonly string[] = []): string {
  if (member.kind === 'pairs' && inside[0] !== undefined) return inside[0];
  return member.positional ? placeholder(member) : member.flag;
}

function wordAsValue(word: string, step: string, members: readonly Member[]): Said {
  const member = members.find(({ positional }) => positional);
  if (member) return { is: 'value', member, value: word };
  // `promote live` is what most people type first.
  const flag = members.find(({ name }) => name === 'environment')?.flag;
  return { is: 'mistake', problem: usageErrors.unexpectedWord.problem({ step, word, flag }) };
}

interface Read {
  readonly value?: unknown;
  readonly problems: readonly Problem[];
}

function readValues(member: Member, values: readonly (string | boolean)[]): Read {
  if (member.kind === 'pairs') return readPairs(member, values.map(String));
  const read = values.map((value) => readValue(member, value));
  const problems = read.flatMap((one) => (typeof one === 'object' ? [one] : []));
  if (problems.length > 0) return { problems };
  if (member.kind === 'texts' || member.kind === 'numbers') return { value: read, problems };
  if (read.length > 1) return { problems: [usageErrors.repeated.problem({ what: label(member) })] };
  return { value: read[0], problems };
}

function readValue(member: Member, value: string | boolean): string | number | boolean | Problem {
  if (typeof value === 'boolean' || (member.kind !== 'number' && member.kind !== 'numbers')) return value;
  if (/^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  return usageErrors.badValue.problem({
    what: label(member),
    rule: 'a number',
    value: JSON.stringify(value),
  });
}

/** `KEY=VALUE` words; the value is all that stands behind the first `=`. */
function readPairs(member: Member, words: readonly string[]): Read {
  const pairs = new Map<string, string>();
  const problems: Problem[] = [];
  for (const word of words) {
    const at = word.indexOf('=');
    const key = word.slice(0, Math.max(at, 0));
    if (key === '') problems.push(notAPair(member, word));
    else if (pairs.has(key)) problems.push(usageErrors.repeated.problem({ what: key }));
    else pairs.set(key, word.slice(at + 1));
  }
  return { value: Object.fromEntries(pairs), problems };
}

function notAPair(member: Member, word: string): Problem {
  const rule = 'a name, an equals sign and a value';
  return usageErrors.badValue.problem({ what: placeholder(member), rule, value: JSON.stringify(word) });
}
