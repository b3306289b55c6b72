import { stepHelp } from '../../cli/help.ts';
import { membersOf, placeholder, type Member } from '../../steps/members.ts';
import type { Step } from '../../steps/step.ts';
import { exitCodes } from '../../core/errors/problem.ts';
import { generatedNote } from './note.ts';

/** `docs/reference/steps.md`: a table of all steps, then for each its arguments, its examples and its help as the console has it. */
export function stepsPage(steps: readonly Step[]): string {
  const rows = steps.map(
    ({ name, summary, bundle, endings }) =>
      `| [\`${name}\`](#${name.replaceAll(' ', '-')}) | ${cell(summary)} | ${bundle} | ${endings
        .map((category) => exitCodes[category])
        .sort((a, b) => a - b)
        .join(', ')} |`,
  );
  return `# Steps

${generatedNote}

| step | what it does | bundle | exit codes besides 0, 1, 2 and 143 |
| --- | --- | --- | --- |
${rows.join('\n')}

${steps.map(section).join('\n')}`;
}

function section(step: Step): string {
  const rows = membersOf(step).map(
    (member) =>
      `| \`${member.name}\` | ${typed(member)} | ${member.required ? 'yes' : ''} | ${fallback(member)} | ${cell(member.about)} |`,
  );
  return `## ${step.name}

| member of the JSON input | typed | required | default | |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

\`\`\`text
${stepHelp(step)}\`\`\`
`;
}

function typed(member: Member): string {
  if (member.kind === 'json') return 'not possible';
  const shown = placeholder(member);
  const text = member.positional ? shown : [member.flag, shown].filter(Boolean).join(' ');
  return `\`${cell(text)}\``;
}

function fallback({ fallback: value }: Member): string {
  return value === undefined ? '' : `\`${JSON.stringify(value)}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
