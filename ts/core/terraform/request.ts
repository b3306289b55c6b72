import { terraformErrors } from '../errors/catalogue/terraform.ts';
import type { Problem } from '../errors/problem.ts';
import { didYouMean } from '../errors/suggest.ts';

/** Which stack: `config/<region>/<stack>` or, without a region, `config/<stack>`. */
export interface StackName {
  readonly stack: string;
  readonly region: string | null;
}

export const commands = [
  'init',
  'validate',
  'plan',
  'plan-destroy',
  'apply',
  'destroy',
  'output',
  'migrate',
] as const;
export type Command = (typeof commands)[number];

export type Request =
  | {
      readonly ok: true;
      readonly command: Command;
      readonly name: StackName;
      readonly more: readonly string[];
    }
  | { readonly ok: false; readonly problems: readonly [Problem, ...Problem[]] };

/** `apply appcluster-test ap-southeast-2`; behind that only `output` takes words, the names of outputs. */
export function readRequest(words: readonly string[]): Request {
  const [command = '', stack = '', region, ...more] = words;
  const refuse = (problem: Problem): Request => ({ ok: false, problems: [problem] });
  if (!isCommand(command)) {
    const known = commands;
    return refuse(
      command === ''
        ? terraformErrors.words.problem({
            missing: 'a command and a stack',
            example: `orchestrate plan STACK`,
          })
        : terraformErrors.command.problem({ command, known, suggestion: didYouMean(command, known) }),
    );
  }
  if (stack === '') {
    const example = `orchestrate ${command} STACK`;
    return refuse(terraformErrors.words.problem({ missing: 'a stack', example }));
  }
  const [extra] = more;
  if (extra !== undefined && command !== 'output') {
    return refuse(terraformErrors.extraWord.problem({ word: extra, command }));
  }
  return { ok: true, command, name: { stack, region: region ?? null }, more };
}

function isCommand(word: string): word is Command {
  return (commands as readonly string[]).includes(word);
}

/** The folders of a tree: all that are in `src`, in `config`, and in each folder of `config`. */
export interface Folders {
  readonly src: readonly string[];
  readonly config: Readonly<Record<string, readonly string[]>>;
}

/**
 * `output global repositories`: of a stack without a region the word behind it is the name of an output.
 *
 * @param more the words behind the one that was taken for a region
 */
export function outputWords(
  name: StackName,
  more: readonly string[],
  { config }: Folders,
): { readonly name: StackName; readonly names: readonly string[] } {
  const { stack, region } = name;
  const regional = region !== null && Object.hasOwn(config, region) && config[region]?.includes(stack);
  if (region === null || regional || !Object.hasOwn(config, stack)) return { name, names: more };
  return { name: { stack, region: null }, names: [region, ...more] };
}

export interface StackFolders {
  readonly source: string;
  readonly config: string;
}

/**
 * Where a stack lies, or why it cannot be found. Environments that differ by nothing but their variables share their source:
 * `config/<region>/app-cluster-live` is of `src/app-cluster`, unless there is a `src/app-cluster-live`.
 */
export function stackFolders(
  { stack, region }: StackName,
  folders: Folders,
):
  | { readonly ok: true; readonly folders: StackFolders }
  | { readonly ok: false; readonly problems: readonly Problem[] } {
  const known = folders.src.filter((name) => name !== 'modules');
  const source = sourceOf(stack, known);
  const config = region === null ? `config/${stack}` : `config/${region}/${stack}`;
  const there = (within: string, name: string) =>
    Object.hasOwn(folders.config, within) && (folders.config[within] ?? []).includes(name);
  const exists = region === null ? Object.hasOwn(folders.config, stack) : there(region, stack);
  const others = [
    ...(Object.hasOwn(folders.config, stack) ? [`config/${stack}`] : []),
    ...Object.keys(folders.config)
      .filter((one) => there(one, stack))
      .map((one) => `config/${one}/${stack}`),
  ];
  const problems = [
    ...(source === undefined
      ? [terraformErrors.stack.problem({ stack, known, suggestion: didYouMean(stack, known) })]
      : []),
    ...(exists || source === undefined ? [] : [terraformErrors.config.problem({ folder: config, others })]),
  ];
  return problems.length > 0 || source === undefined
    ? { ok: false, problems }
    : { ok: true, folders: { source: `src/${source}`, config } };
}

/** The folder of that name, else the longest whose name and a hyphen the stack's name begins with. */
function sourceOf(stack: string, known: readonly string[]): string | undefined {
  if (known.includes(stack)) return stack;
  return known
    .filter((name) => stack.startsWith(`${name}-`))
    .sort((one, other) => other.length - one.length)
    .at(0);
}
