import { exitCodes } from '../../core/errors/problem.ts';
import type { CatalogueEntry } from '../../core/errors/catalogue.ts';
import { problemText } from '../../cli/problem-text.ts';
import { generatedNote } from './note.ts';

/** `docs/errors.md`: every code as it looks at the console, by area. */
export function errorsPage(catalogue: Readonly<Record<string, readonly CatalogueEntry[]>>): string {
  const areas = Object.entries(catalogue).map(([area, entries]) => {
    const sections = entries.toSorted((a, b) => (a.code < b.code ? -1 : 1)).map(section);
    return `## ${area}\n\n${sections.join('\n')}`;
  });
  const count = Object.values(catalogue).flat().length;
  return `# Errors

${generatedNote}

Each of the ${count} errors has a code that does not change. The category gives the exit code; the text below each is an example of
what the console shows.

${areas.join('\n')}`;
}

function section({ code, category, exampleProblem }: CatalogueEntry): string {
  const example = problemText([exampleProblem()]);
  return `### ${code}\n\n${category}, exit code ${exitCodes[category]}\n\n\`\`\`text\n${example}\`\`\`\n`;
}
