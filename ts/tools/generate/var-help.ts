import { wrap } from '../../cli/wrap.ts';
import { argumentsOf, type Var, type VarArgument } from '../../steps/vars/var.ts';

/**
 * `vars/<name>.txt`, the help that Jenkins shows. It goes through the configured markup formatter: as plain text tags would be seen,
 * as HTML line breaks are lost. So there is no markup in it, and each line begins with a mark that separates it from the last.
 */
export function varHelp(step: Var): string {
  const { name, summary, about, calledIn, block, answers, plugins = [], example } = step;
  const lines = [
    `${name}: ${summary}.`,
    ...about,
    calledIn === 'node' ? '- Called inside node.' : '- Called outside node.',
    ...argumentsOf(step).map((argument) => `- ${described(argument)}`),
    ...(block === undefined ? [] : [`- The block ${block}.`]),
    `- Answers ${answers}.`,
    ...(plugins.length === 0 ? [] : [`- Plugins: ${plugins.join(', ')}.`]),
    `- Example: ${example}`,
  ];
  const text = lines.map((line) => (line.includes('\n') ? line : wrap(line, '', 90))).join('\n');
  const markup = /[<>]|&(?!&)/.exec(text.replaceAll('&&', ''));
  if (markup) throw new Error(`the help of ${name} holds ${markup[0]}, which HTML would take for markup`);
  return `${text}\n`;
}

export function described({ name, required = false, fallback, about }: VarArgument): string {
  const when = required ? ' (required)' : fallback === undefined ? '' : ` (default ${fallback})`;
  return `${name}${when}: ${about}`;
}
