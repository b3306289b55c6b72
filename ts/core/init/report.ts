import type { NewFile } from './jenkinsfiles.ts';
import { oneLine } from './one-line.ts';
import type { Unknown } from './findings.ts';

export interface Told {
  readonly files: readonly NewFile[];
  readonly states: ReadonlyMap<string, 'made' | 'wanted' | 'same' | 'differs'>;
  readonly unknowns: readonly Unknown[];
  readonly remarks: readonly string[];
  readonly dryRun: boolean;
}

const words = {
  made: 'made',
  wanted: 'would be made',
  same: 'is there already, the same',
  differs: 'is there already with other content, and stays; --dry-run shows what init would have written',
} as const;

/** For the console: what there is now, what a person has to say, and where to go from here. */
export function renderInit({ files, states, unknowns, remarks, dryRun }: Told): string {
  const state = (path: string) => states.get(path) ?? 'wanted';
  return [
    ...files.map(({ path }) => `${path}: ${words[state(path)]}`),
    ...(dryRun ? contents(files) : []),
    ...section('What you should know', remarks),
    ...section(
      'What I could not know',
      unknowns.map(({ file, at, what }) => `${file}, ${at}: ${what}`),
    ),
    '',
    'Next: fill that in, then `ecs-promote status --no-live` checks the file, and `ecs-promote verify` the environments.',
    '',
  ].join('\n');
}

function contents(files: readonly NewFile[]): readonly string[] {
  return files.flatMap(({ path, text }) => ['', `--- ${path}`, text.trimEnd()]);
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `- ${oneLine(line)}`)];
}
