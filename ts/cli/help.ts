import { exitCodes, type Category } from '../core/errors/problem.ts';
import { listed, membersOf, placeholder, type Member } from '../steps/members.ts';
import type { Step } from '../steps/step.ts';
import { table, wrap } from './wrap.ts';

/** What each kind of ending means, as help and the reference say it. */
export const endingTexts: Readonly<Record<Category, string>> = {
  usage: 'called the wrong way; nothing was done',
  refused: 'refused by a gate; nothing was changed',
  configuration: 'the configuration or a file that was given is wrong',
  deployment: 'the deployment failed; the text says what happened to it',
  infrastructure: 'AWS, Jenkins, git or Terraform could not be reached or said no',
  interrupted: 'interrupted; run it again to go on',
  bug: 'a mistake of ecs-promote',
};

/** `ecs-promote --help`, or with a group `ecs-promote release --help`. */
export function programHelp(steps: readonly Pick<Step, 'name' | 'summary'>[], group: string): string {
  const shown = group === '' ? steps : steps.filter(({ name }) => name.startsWith(`${group} `));
  return sections([
    ['', wrap(`ecs-promote takes Amazon ECS services from a commit to Live, one step a call.`, '')],
    ['Usage', `  ecs-promote ${group === '' ? 'STEP' : `${group} STEP`} [FLAGS]`],
    ['Steps', table(shown.map(({ name, summary }) => [name, summary]))],
    ['Flags of every step', table(commonFlags)],
    ['Exit codes', endings(Object.keys(endingTexts) as Category[])],
    [
      '',
      wrap(
        'ecs-promote STEP --help says more of a step. docs/errors.md explains each error by its code.',
        '',
      ),
    ],
  ]);
}

/** `ecs-promote choices --help`. */
export function stepHelp(step: Step): string {
  const members = membersOf(step);
  const flags = members.filter(({ positional, kind }) => !positional && kind !== 'json');
  const words = members.filter(({ positional }) => positional);
  const jsonOnly = members.filter(({ positional, kind }) => !positional && kind === 'json');
  return sections([
    ['', wrap(`ecs-promote ${step.name}: ${step.summary}`, '')],
    ['Usage', wrap(usage(step, members), '  ')],
    ['', step.about.map((paragraph) => wrap(paragraph, '')).join('\n\n')],
    ['Words', table(words.map((member) => [wordsOf(member), about(member)]))],
    ['Flags', table([...flags.map((member) => [flagOf(member), about(member)] as const), ...commonFlags])],
    ['Only in the JSON input', table(jsonOnly.map((member) => [member.name, about(member)]))],
    ['Environment', table((step.environment ?? []).map(({ name, about }) => [name, about]))],
    [
      'Examples',
      step.examples.map(({ command, about }) => `${wrap(about, '  ')}\n    ${command}`).join('\n'),
    ],
    ['Exit codes', endings(step.endings)],
    ['', wrap(jsonNote(members), '')],
  ]);
}

const commonFlags = [
  ['--json', 'The result as JSON on stdout'],
  ['-h, --help', 'This text'],
] as const;

function sections(parts: readonly (readonly [title: string, body: string])[]): string {
  return parts
    .filter(([, body]) => body !== '')
    .map(([title, body]) => (title === '' ? `${body}\n` : `${title}\n${body}\n`))
    .join('\n');
}

/** Required flags by name, the others as `[FLAGS]`, then the words. */
function usage(step: Step, members: readonly Member[]): string {
  const required = members.filter((one) => one.required && !one.positional && one.kind !== 'json');
  const words = members.filter((one) => one.positional);
  const optional = members.length > required.length + words.length;
  return [
    `ecs-promote ${step.name}`,
    ...required.map(flagOf),
    ...(optional ? ['[FLAGS]'] : []),
    ...words.map((member) => (member.required ? wordsOf(member) : `[${wordsOf(member)}]`)),
  ].join(' ');
}

function wordsOf(member: Member): string {
  const many = member.kind === 'texts' || member.kind === 'numbers' || member.kind === 'pairs';
  return `${placeholder(member)}${many ? '…' : ''}`;
}

function flagOf(member: Member): string {
  if (member.kind !== 'switch') return `${member.flag} ${placeholder(member)}`;
  return member.fallback === true ? `--no-${member.flag.slice(2)}` : member.flag;
}

function about(member: Member): string {
  const names = listed(member);
  const notes = [
    ...(names.length > 0 ? [`one of ${names.join(', ')}`] : []),
    ...(member.required ? ['required'] : []),
    ...(isNothing(member.fallback) || member.kind === 'switch' ? [] : [`default: ${said(member.fallback)}`]),
    ...(!member.positional && member.kind.endsWith('s') ? ['may be repeated'] : []),
    ...(member.positional ? [`also ${flagOf(member)}`] : []),
  ];
  return notes.length === 0 ? member.about : `${member.about} (${notes.join(', ')})`;
}

/** An empty list says no more than that the flag need not be there. */
function isNothing(value: unknown): boolean {
  return value === undefined || ['[]', '{}'].includes(JSON.stringify(value));
}

function said(value: unknown): string {
  if (Array.isArray(value)) return value.map(said).join(' ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function endings(categories: readonly Category[]): string {
  const all = [...new Set<Category>(['usage', ...categories, 'interrupted', 'bug'])];
  const rows = all.map((category) => [exitCodes[category], endingTexts[category]] as const);
  const sorted = [[0, 'done, or nothing to do'] as const, ...rows.toSorted(([a], [b]) => a - b)];
  return table(sorted.map(([code, text]) => [String(code).padStart(3), text]));
}

function jsonNote(members: readonly Member[]): string {
  const example = members.find(({ name, flag }) => flag !== `--${name}`);
  const named = example ? `, named like ${example.name} for ${example.flag}` : '';
  return `Programs pass the input as one JSON object in ECS_PROMOTE_INPUT, or in the file that ECS_PROMOTE_INPUT_FILE names${named}, and read the result from the file that ECS_PROMOTE_RESULT names.`;
}
