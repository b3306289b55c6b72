import { usageErrors } from '../core/errors/catalogue/usage.ts';
import type { Problem } from '../core/errors/problem.ts';
import { suggest } from '../core/errors/suggest.ts';
import { placeholder, type Member } from '../steps/members.ts';
import type { Step } from '../steps/step.ts';

/** One thing said on the command line: a flag with its value, a word without a flag, or a mistake. */
export type Said =
  | { readonly is: 'value'; readonly member: Member; readonly value: string | boolean }
  | { readonly is: 'word'; readonly word: string }
  | { readonly is: 'mistake'; readonly problem: Problem; readonly member?: Member };

/**
 * Splits a step's words into flags with their values, and words without a flag. node:util's parseArgs is not used: it takes the
 * next flag for a missing value and the value of an unknown flag for a word, so that one mistake is reported as three.
 */
export function splitWords(
  words: readonly string[],
  step: Pick<Step, 'name' | 'foreign'>,
  members: readonly Member[],
): { readonly said: readonly Said[]; readonly json: boolean } {
  const said: Said[] = [];
  let json = false;
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') said.push(...rest.splice(0).map((plain) => ({ is: 'word', word: plain }) as const));
    else if (word === '--json') json = true;
    else if (step.foreign && /^-[a-z]/.test(word))
      said.push(...takeForeign(word, rest, step.foreign, members));
    else if (looksLikeFlag(word)) said.push(takeFlag(word, rest, step.name, members));
    else said.push({ is: 'word', word });
  }
  return { said, json };
}

/** A hyphen alone is a word, and so is a negative number. */
function looksLikeFlag(word: string): boolean {
  return /^-(?!\d)./.test(word);
}

/** An option of another program, with its value where that stands in a word of its own; what it means is for the step to say. */
function takeForeign(
  word: string,
  rest: string[],
  { member: name, withValue }: NonNullable<Step['foreign']>,
  members: readonly Member[],
): readonly Said[] {
  const member = members.find((one) => one.name === name);
  if (!member) throw new Error(`${name} is no member of the step`);
  const value = withValue.includes(word.slice(1)) ? rest.splice(0, 1) : [];
  return [word, ...value].map((one) => ({ is: 'value', member, value: one }));
}

/** Reads one flag, and takes its value from `rest` unless it is written with `=`. */
function takeFlag(word: string, rest: string[], step: string, members: readonly Member[]): Said {
  const [, as = word, inline] = /^([^=]+)=([^]*)$/.exec(word) ?? [];
  const flags = members.filter(({ kind }) => kind !== 'json');
  const member = flags.find(
    ({ flag, kind }) => flag === as || (kind === 'switch' && `--no-${flag.slice(2)}` === as),
  );
  if (!member) return unknownFlag(as, inline, rest, step, flags);
  if (member.kind === 'switch' && inline !== undefined) {
    return mistake(usageErrors.unwantedValue.problem({ flag: as, value: inline }), member);
  }
  if (member.kind === 'switch') return { is: 'value', member, value: member.flag === as };

  const next = rest[0];
  if (inline !== undefined) return { is: 'value', member, value: inline };
  if (next === undefined || looksLikeFlag(next)) {
    const problem = usageErrors.missingValue.problem({ flag: as, takes: placeholder(member), found: next });
    return mistake(problem, member);
  }
  rest.shift();
  return { is: 'value', member, value: next };
}

function mistake(problem: Problem, member?: Member): Said {
  return { is: 'mistake', problem, ...(member && { member }) };
}

function unknownFlag(
  flag: string,
  inline: string | undefined,
  rest: string[],
  step: string,
  members: readonly Member[],
): Said {
  const meant = suggest(flag, [...members.map((member) => member.flag), '--json', '--help']);
  // What follows is most likely the value of the flag that was meant, and no second mistake.
  const member = members.find((one) => one.flag === meant);
  const takesValue = member !== undefined && member.kind !== 'switch';
  const takesWords = members.some((one) => one.positional);
  const next = rest[0];
  const followed = inline === undefined && next !== undefined && !looksLikeFlag(next);
  if (followed && (takesValue || (meant === undefined && !takesWords))) rest.shift();
  return mistake(usageErrors.unknownFlag.problem({ step, flag, meant }), member);
}
