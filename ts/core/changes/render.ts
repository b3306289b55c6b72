import { columns, oneLine } from '../release/columns.ts';
import { countedChanges } from '../release/render-diff.ts';
import { renderChanges as renderResources } from '../terraform/render-changes.ts';
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
} from './words.ts';

/** The changes for a console: a line a service, below it what is to be known of it. */
export function renderChanges(changes: Changes): string {
  const { from, to, services, terraform } = changes;
  const rows = columns(
    services.map((change) => [
      `  ${changeWords[change.change]}`,
      change.service,
      buildsOf(change),
      aboutOf(change),
    ]),
  );
  return [
    `From ${oneLine(from.name, 120)}`,
    `To   ${oneLine(to.name, 120)}`,
    countedChanges(services, changeWords),
    '',
    ...services.flatMap((change, at) => [rows[at] ?? '', ...detailLines(change)]),
    ...terraform.flatMap(stackLines),
  ].join('\n');
}

const indent = ' '.repeat(6);

function detailLines(change: ServiceChange): readonly string[] {
  const images = imagesOf(change);
  return [
    ...commitLines(change, indent),
    ...(images ? [`${indent}image            ${images[0]} → ${images[1]}`] : []),
    ...(change.taskDefinition ? taskDefinitionLines(change.taskDefinition) : []),
  ];
}

/** One line a commit below a line that counts them; that line is indented as it is said. */
export function commitLines({ commits }: Pick<ServiceChange, 'commits'>, before: string): readonly string[] {
  if (!commits) return [];
  const { remark } = commits;
  const counted = countOf(commits) || 'no commits';
  const rows = commitWords(commits).map(({ sign, id, author, subject }) => [
    `${before}  ${sign} ${id}`,
    ...(author === '' ? [] : [author]),
    subject,
  ]);
  return [`${before}${counted}${remark === null ? '' : ` (${oneLine(remark, 200)})`}`, ...columns(rows)];
}

function taskDefinitionLines(change: TaskDefinitionChange): readonly string[] {
  const { from, to, container, fields, environment, secrets } = change;
  const list = (what: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`${indent}  ${what.padEnd(15)}${names.join(', ')}`];
  return [
    `${indent}task definition  ${from} → ${to}`,
    ...list(
      'fields',
      fields.map((path) => oneLine(path, 200)),
    ),
    ...list('environment', variableWords(environment, container)),
    ...list('secrets', variableWords(secrets, container)),
  ];
}

function stackLines(summary: StackSummary): readonly string[] {
  const { stack, region, resources } = summary;
  const lines = renderResources({ resources, outputs: [] }).split('\n');
  return [
    '',
    `${stackHeading(summary)}: ${stack}${region === null ? '' : ` in ${region}`}`,
    ...lines.map((line) => `  ${line}`),
  ];
}
