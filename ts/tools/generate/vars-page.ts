import { argumentsOf, type Var, type VarArgument } from '../../steps/vars/var.ts';
import { generatedNote } from './note.ts';

/** `docs/reference/vars.md`: every var with its arguments. */
export function varsPage(vars: readonly Var[]): string {
  const rows = vars.map(({ name, summary }) => `| [\`${name}\`](#${name.toLowerCase()}) | ${summary} |`);
  return `# Vars

${generatedNote}

| var | what it does |
| --- | --- |
${rows.join('\n')}

${vars.map(section).join('\n')}`;
}

function section(one: Var): string {
  const { name, summary, about, calledIn, block, answers, plugins = [], example } = one;
  const facts = [
    calledIn === 'node' ? 'Called inside `node`.' : 'Called outside `node`.',
    ...(block === undefined ? [] : [`The block ${block}.`]),
    `Answers ${answers}.`,
    ...(plugins.length === 0 ? [] : [`Needs the plugins ${plugins.join(', ')}.`]),
  ];
  return `## ${name}

${summary}.

${about.join('\n\n')}

${facts.join(' ')}

| argument | required | default | |
| --- | --- | --- | --- |
${argumentsOf(one).map(row).join('\n')}

\`\`\`groovy
${example}
\`\`\`
`;
}

function row({ name, required = false, fallback, about }: VarArgument): string {
  const shown = fallback === undefined ? '' : `\`${fallback.replaceAll('|', '\\|')}\``;
  return `| \`${name}\` | ${required ? 'yes' : ''} | ${shown} | ${about.replaceAll('|', '\\|')} |`;
}
