import type { NewFile } from './jenkinsfiles.ts';
import { oneLine } from './one-line.ts';
import type { Unknown } from './findings.ts';

export interface Told {
  readonly files: readonly NewFile[];
  readonly states: ReadonlyMap<string, 'made' | 'wanted' | 'same' | 'differs'>;
  readonly diffs: ReadonlyMap<string, readonly string[]>;
  readonly differences: readonly string[];
  readonly unknowns: readonly Unknown[];
  readonly remarks: readonly string[];
  readonly dryRun: boolean;
}

const words = {
  made: 'made',
  wanted: 'would be made',
  same: 'is there already, the same',
  differs: 'is there already with other content, and stays',
} as const;

/** So much of a difference still is read. */
const mostLines = 60;

/** For the console: what there is now, what a person has to say, and where to go from here. */
export function renderInit({ files, states, diffs, differences, unknowns, remarks, dryRun }: Told): string {
  const state = (path: string) => states.get(path) ?? 'wanted';
  return [
    ...files.map(({ path }) => `${path}: ${words[state(path)]}`),
    ...(dryRun ? contents(files) : []),
    ...[...diffs].flatMap(([path, lines]) => difference(path, lines)),
    ...section('What differs between the environments', differences),
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

/** What is there stands behind `-`, what init would have written behind `+`. */
function difference(path: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const left = lines.length - mostLines;
  return [
    '',
    `${path}, from what is there (-) to what init would have written (+)`,
    ...lines.slice(0, mostLines).map((line) => `  ${line}`.trimEnd()),
    ...(left > 0
      ? [`  … ${left} more ${left === 1 ? 'line' : 'lines'}; --dry-run prints the whole file`]
      : []),
  ];
}

function contents(files: readonly NewFile[]): readonly string[] {
  return files.flatMap(({ path, text }) => ['', `--- ${path}`, text.trimEnd()]);
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `- ${oneLine(line)}`)];
}
