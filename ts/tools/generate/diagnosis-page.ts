import { classes, isBenignClass, type Class, type ClassId } from '../../core/diagnosis/classes.ts';
import type { Rule } from '../../core/diagnosis/rule.ts';
import { rules } from '../../core/diagnosis/rules/index.ts';
import { sources, type SourceId } from '../../core/diagnosis/sources.ts';
import { generatedNote } from './note.ts';

/** `docs/diagnosis.md`: every class of cause, what it means, how sure it can be, when it ends a deployment, and what to do. */
export function diagnosisPage(): string {
  const ids = Object.keys(classes) as ClassId[];
  const rows = ids.map((id) => {
    const { meaning, stopping, advice }: Class = classes[id];
    const sure = isBenignClass(id) ? 'harmless' : [...surenessOf(id)].join(', ');
    return `| \`${id}\` | ${meaning} | ${sure} | ${stoppingText(stopping)} | ${advice} | ${[...linksOf(id)].join(', ')} |`;
  });
  return `# Diagnosis

${generatedNote}

\`ecs-promote diagnose\` names one of these causes. A text decides before an exit code, and an exit code before who stopped the task;
in a text the innermost cause decides, whatever wraps it. Names of services, images, secrets and so on are not read.

How sure: *certain* when AWS words it so for this cause, *likely* when other causes are rare, *guess* when the text is cut or says next
to nothing. The stopping rule is for whoever follows a deployment: at once, after so many of the same, or only at its deadline; a guess
never stops one before its deadline.

| class | meaning | how sure | stopping | what to do | wordings from |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

Of several signs of one deployment the most decisive is told: what fails before what goes well, a cause or symptom before its
consequence, the surer before the less sure, the inner before the outer.

To add a wording, add a line to the table under \`ts/core/diagnosis/rules\` (${rules.length} lines now; the first that fits decides) and
the message, with the page it is from, to \`test/fixtures/diagnosis/messages.jsonl\`.
`;
}

function surenessOf(id: ClassId): ReadonlySet<Rule['confidence']> {
  const found = rules.filter((rule) => rule.class === id).map(({ confidence }) => confidence);
  const known = (['certain', 'likely', 'guess'] as const).filter((one) => found.includes(one));
  // What no text tells comes from exit codes and stop codes.
  return new Set(known.length > 0 ? known : (['likely', 'guess'] as const));
}

function linksOf(id: ClassId): ReadonlySet<string> {
  const used = rules.filter((rule) => rule.class === id).map(({ source }) => source);
  const ids: readonly SourceId[] = used.length > 0 ? used : ['whyStopped'];
  return new Set(ids.map((source) => `[${words(source)}](${sources[source]})`));
}

function words(source: SourceId): string {
  return source.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function stoppingText(stopping: Class['stopping']): string {
  return typeof stopping === 'number' ? `after ${stopping} of the same` : stopping;
}
