import * as z from 'zod/mini';
import { usageErrors } from '../core/errors/catalogue/usage.ts';
import type { Problem } from '../core/errors/problem.ts';
import { suggest } from '../core/errors/suggest.ts';
import { membersOf, type Member } from '../steps/members.ts';
import type { Step } from '../steps/step.ts';
import { label, readArguments } from './arguments.ts';
import type { Host } from './host.ts';
import { issueProblem, type Label } from './issue.ts';
import { jsonInputs, readJsonInput } from './json-input.ts';

/** The input of a step from the one place that holds it, checked, with all its problems at once. */
export type Input =
  | { readonly ok: true; readonly value: unknown; readonly json: boolean }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly json: boolean };

/**
 * Reads flags or, from Groovy, JSON in `ECS_PROMOTE_INPUT` or in the file that `ECS_PROMOTE_INPUT_FILE` names. Two of them together
 * are refused: a variable left in the environment by another call would otherwise quietly take part in this one.
 */
export async function readInput(words: readonly string[], step: Step, host: Host): Promise<Input> {
  const args = readArguments(words, step);
  const sources = [...jsonInputs(host.env), ...(args.empty ? [] : ['the command line'])];
  if (sources.length > 1) {
    const problems = [usageErrors.twoInputs.problem({ sources }), ...args.problems];
    return { ok: false, problems, json: args.json };
  }
  const json = await readJsonInput(host);
  const said = json ? { ...json, broken: [] } : args;
  if (said.input === undefined) return { ok: false, problems: said.problems, json: args.json };
  const checked = check(said.input, step, said.broken, json ? pathOf : label);
  const problems = [...said.problems, ...checked.problems];
  return problems.length > 0
    ? { ok: false, problems, json: args.json }
    : { ok: true, value: checked.value, json: args.json };
}

function check(
  given: Readonly<Record<string, unknown>>,
  step: Step,
  broken: readonly string[],
  labelOf: Label,
): { readonly value: unknown; readonly problems: readonly Problem[] } {
  const members = membersOf(step);
  const input = withoutNulls(given, step);
  const unknown = Object.keys(input).filter((name) => !members.some((member) => member.name === name));
  const missing = members.filter(({ name, required }) => required && !(name in input));
  const parsed = z.safeParse(step.input, input);
  const issues = parsed.success ? [] : parsed.error.issues;
  return {
    value: parsed.data,
    problems: [
      ...unknown.map((member) => unknownMember(step, member, members)),
      ...missing
        .filter(({ name }) => !broken.includes(name))
        .map((member) => usageErrors.missing.problem(missingValues(member, step, labelOf))),
      ...issues
        .filter(({ path }) => path.length === 0 || String(path[0]) in input)
        .filter(({ path, code }) => path.length > 0 || code !== 'unrecognized_keys')
        .map((issue) => issueProblem(issue, input, members, labelOf)),
    ],
  };
}

/** Groovy has null where an argument was not given; where the schema has no null, that is what it means. */
function withoutNulls(given: Readonly<Record<string, unknown>>, step: Step): Record<string, unknown> {
  const { shape } = step.input._zod.def;
  const kept = Object.entries(given).filter(([name, value]) => {
    const schema = Object.hasOwn(shape, name) ? shape[name] : undefined;
    return value !== null || !schema || z.safeParse(schema, null).success;
  });
  return Object.fromEntries(kept);
}

function unknownMember(step: Step, member: string, members: readonly Member[]): Problem {
  const names = members.map(({ name }) => name);
  return usageErrors.unknownMember.problem({ step: step.name, member, meant: suggest(member, names) });
}

function missingValues(member: Member, step: Step, labelOf: Label) {
  return { what: labelOf(member, []), step: step.name, about: member.about };
}

/** `builds.service1[0]`: how someone who wrote JSON finds it. */
function pathOf({ name }: Member, inside: readonly string[]): string {
  return name + inside.map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`)).join('');
}
