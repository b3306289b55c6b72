import { oneLine } from '../release/columns.ts';
import { countedChanges } from '../release/render-diff.ts';
import { numbers } from '../terraform/render-changes.ts';
import { answerText } from '../plan/answered-checks.ts';
import type { Plan } from '../plan/plan.ts';
import type { Changes, ServiceChange, StackSummary } from './changes.ts';
import type { TaskDefinitionChange } from './task-definition.ts';
import {
  aboutOf,
  buildsOf,
  changeWords,
  commitWords,
  countOf,
  imagesOf,
  stackHeading,
  variableWords,
  type CommitWords,
} from './words.ts';

/**
 * The changes for a ticket, a chat or a pull request. Commit messages are anybody's, so what Markdown or HTML would take for markup is
 * escaped.
 */
export function markdownOf({ from, to, services, terraform }: Changes): string {
  const moving = services.filter(({ change }) => change !== 'same');
  const same = services.filter(({ change }) => change === 'same');
  return [
    `## ${escaped(oneLine(from.name, 120))} → ${escaped(oneLine(to.name, 120))}`,
    '',
    `${countedChanges(services, changeWords)}.`,
    ...(moving.length === 0 ? [] : ['', ...table(moving)]),
    ...(same.length === 0 ? [] : ['', `The same: ${same.map(nameAndBuild).join(', ')}.`]),
    ...moving.flatMap(details),
    ...terraform.flatMap(stack),
    '',
  ].join('\n');
}

/** The same for a plan, with what an approver has to know besides. */
export function planMarkdown(
  changes: Changes,
  { notes, exceptions = [], checks = [] }: Plan,
  planHash: string,
): string {
  const said = [
    ...exceptions.map(
      ({ gate, environment, by, reason }) => `${by} passes ${gate} of ${environment}: ${reason}`,
    ),
    ...checks.map((check) => `${check.check}: ${answerText(check)} (${check.at})`),
    ...notes,
  ];
  return [
    markdownOf(changes),
    ...said.map((note) => `- ${escaped(oneLine(note, 500))}`),
    ...(said.length > 0 ? [''] : []),
    `Plan ${code(planHash)}`,
    '',
  ].join('\n');
}

function table(services: readonly ServiceChange[]): readonly string[] {
  return [
    '| Service | Change | Build | Commits | Subject |',
    '| --- | --- | --- | --- | --- |',
    ...services.map((change) => {
      const cells = [
        change.service,
        changeWords[change.change],
        buildsOf(change),
        countOf(change.commits),
        aboutOf(change),
      ];
      return `| ${cells.map(escaped).join(' | ')} |`;
    }),
  ];
}

function nameAndBuild(change: ServiceChange): string {
  return escaped(`${change.service} ${buildsOf(change)}`.trimEnd());
}

function details(change: ServiceChange): readonly string[] {
  const images = imagesOf(change);
  const lines = [
    ...(change.commits ? commitWords(change.commits).map(commit) : []),
    ...(change.commits?.remark ? [`- ${escaped(change.commits.remark)}`] : []),
    ...(images ? [`- image: ${code(images[0])} → ${code(images[1])}`] : []),
    ...(change.taskDefinition ? taskDefinition(change.taskDefinition) : []),
  ];
  return lines.length === 0 ? [] : ['', `### ${escaped(change.service)}`, '', ...lines];
}

function commit({ sign, id, author, subject }: CommitWords): string {
  const by = author === '' ? '' : ` (${escaped(author)})`;
  return `- ${code(id)} ${escaped(subject)}${by}${sign === '-' ? ', taken back' : ''}`;
}

function taskDefinition(change: TaskDefinitionChange): readonly string[] {
  const { from, to, container, fields, environment, secrets } = change;
  const list = (what: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`  - ${what}: ${names.map(code).join(', ')}`];
  return [
    `- task definition: ${code(from)} → ${code(to)}`,
    ...list(
      'fields',
      fields.map((path) => oneLine(path, 200)),
    ),
    ...list('environment', variableWords(environment, container)),
    ...list('secrets', variableWords(secrets, container)),
  ];
}

function stack(summary: StackSummary): readonly string[] {
  const { stack, region, resources } = summary;
  const where = region === null ? '' : ` in ${escaped(region)}`;
  return [
    '',
    `### ${escaped(stackHeading(summary))}: ${escaped(stack)}${where}`,
    '',
    `${numbers(resources)}.`,
    ...(resources.length === 0 ? [] : ['']),
    ...resources.map(({ action, address }) => `- ${action} ${code(address)}`),
  ];
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_[\]|~#!@]/g, '\\$&');
}

/** Nothing ends a span of code but a backtick, and a table's cell but a bar. */
function code(text: string): string {
  return `\`${text.replaceAll('`', '’').replaceAll('|', '¦')}\``;
}
