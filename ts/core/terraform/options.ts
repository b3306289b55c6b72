import { terraformErrors } from '../errors/catalogue/terraform.ts';
import type { Problem } from '../errors/problem.ts';
import { didYouMean } from '../errors/suggest.ts';
import { optionsWithValue } from './option-words.ts';
import type { Command } from './request.ts';

/** What the person said to Terraform, sorted by the command of Terraform that it is for; each one word, such as `-var=a=b`. */
export interface Options {
  readonly init: readonly string[];
  readonly plan: readonly string[];
  readonly apply: readonly string[];
  /** `-destroy`: what is planned is the end of everything. */
  readonly destroy: boolean;
  /** `-var NAME=VALUE`, by name, in order. */
  readonly variables: readonly (readonly [name: string, value: string])[];
}

interface Option {
  readonly takes: 'value' | 'file' | 'switch';
  /** Which of Terraform's commands get it; none: it is accepted and means nothing. */
  readonly for: readonly ('init' | 'plan' | 'apply')[];
  /** The commands of ours that take it; all when absent. */
  readonly only?: readonly Command[];
}

const planning: readonly Command[] = ['plan', 'plan-destroy', 'apply', 'destroy'];
const forPlan = { takes: 'value', for: ['plan'], only: planning } as const;
const nothing = { takes: 'switch', for: [] } as const;
const forInit = { takes: 'switch', for: ['init'], only: ['init'] } as const;

const taken: Readonly<Record<string, Option>> = {
  var: forPlan,
  'var-file': { ...forPlan, takes: 'file' },
  target: forPlan,
  replace: forPlan,
  refresh: { ...forPlan, takes: 'switch' },
  'compact-warnings': { ...forPlan, takes: 'switch' },
  parallelism: { ...forPlan, for: ['plan', 'apply'] },
  destroy: { ...nothing, only: planning },
  // The samples' destroy has it, and apply has no question that it would answer.
  force: nothing,
  'auto-approve': nothing,
  'no-color': nothing,
  input: nothing,
  json: { ...nothing, only: ['output', 'validate'] },
  upgrade: forInit,
  reconfigure: forInit,
  'migrate-state': forInit,
  'force-copy': forInit,
  lockfile: { ...forInit, takes: 'value' },
  'plugin-dir': { takes: 'file', for: ['init'] },
  // Every command initialises a folder of its own, so all of them need the rest of the backend's configuration.
  'backend-config': { takes: 'value', for: ['init'] },
};

const shown = 'What is applied is the plan that was shown, and its file holds secrets.';
const oneState = 'Two runs would write one state at the same time.';
const refused: Readonly<Record<string, readonly [because: string, instead: string]>> = {
  out: [shown, 'Leave it out; --out DIR keeps the changes and the log, without the plan.'],
  lock: [oneState, 'Wait for the lock; --lock-wait-minutes says how long.'],
  'lock-timeout': ['The wait is ours, with a word on who holds the lock.', 'Say --lock-wait-minutes NUMBER.'],
  state: ['The state is where the backend says.', 'Configure the backend in tf-config.tf.'],
  'state-out': ['The state is where the backend says.', 'Configure the backend in tf-config.tf.'],
  backup: ['The state is where the backend says.', 'Configure the backend in tf-config.tf.'],
  chdir: ['The folder follows from the stack.', 'Name the stack.'],
  'refresh-only': ['It writes to the state what no plan shows.', 'Plan, and correct what has drifted.'],
  raw: ['output gives JSON.', 'Read the value from the JSON, for instance with `jq -r .name.value`.'],
  'detailed-exitcode': ['Exit codes are those of ecs-promote.', 'Read the changes from --json.'],
};

/**
 * Sorts Terraform's options. `-var a=b`, `-var=a=b` and `--var a=b` are the same.
 *
 * @param absolute makes the path of a file absolute, because Terraform runs elsewhere
 */
export function readOptions(
  words: readonly string[],
  command: Command,
  absolute: (path: string) => string,
): { readonly options: Options; readonly problems: readonly Problem[] } {
  const options = { init: [] as string[], plan: [] as string[], apply: [] as string[] };
  const variables: (readonly [string, string])[] = [];
  const problems: Problem[] = [];
  let destroy = false;
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, name = word, inline] = /^--?([^=]+)(?:=([^]*))?$/.exec(word) ?? [];
    const option = Object.hasOwn(taken, name) ? taken[name] : undefined;
    const needsValue = optionsWithValue.includes(name);
    const value = inline ?? (needsValue ? rest.shift() : undefined);
    if (!option || (option.only && !option.only.includes(command))) problems.push(notTaken(name, command));
    else if (needsValue && value === undefined) problems.push(valueMissing(name, 'a value'));
    else {
      if (name === 'destroy' && value !== 'false') destroy = true;
      if (name === 'var') {
        const [, key = '', text = ''] = /^([^=]+)=([^]*)$/.exec(value ?? '') ?? [];
        if (key === '') problems.push(valueMissing(name, 'NAME=VALUE'));
        else variables.push([key.trim(), text]);
      }
      const said = option.takes === 'file' ? absolute(value ?? '') : value;
      for (const one of option.for) options[one].push(said === undefined ? `-${name}` : `-${name}=${said}`);
    }
  }
  return { options: { ...options, destroy, variables }, problems };
}

function notTaken(name: string, command: Command): Problem {
  const reason = Object.hasOwn(refused, name) ? refused[name] : undefined;
  const option = `-${name}`;
  if (reason)
    return terraformErrors.optionRefused.problem({ option, because: reason[0], instead: reason[1] });
  const fitting = Object.entries(taken).filter(([, { only }]) => !only || only.includes(command));
  const suggestion = didYouMean(
    option,
    fitting.map(([known]) => `-${known}`),
  );
  return terraformErrors.option.problem({ option, command, suggestion });
}

function valueMissing(name: string, expected: string): Problem {
  return terraformErrors.optionValue.problem({ option: `-${name}`, expected });
}
