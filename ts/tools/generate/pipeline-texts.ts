import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { textFile, type Files } from '../files.ts';

const folder = 'jenkins/pipelines';
/** Those that `init` writes for a team. */
const names = ['service-build', 'deploy-test', 'promote', 'rollback', 'environment', 'destroy'] as const;

/** The Jenkinsfiles as a module of the program, which cannot read a file at run time. */
export async function pipelineTexts(root: string): Promise<Files> {
  const texts = await Promise.all(
    names.map((name) => readFile(join(root, folder, `${name}.Jenkinsfile`), 'utf8')),
  );
  const members = names.flatMap((name, at) => [
    `  ${JSON.stringify(name)}: [`,
    ...(texts[at] ?? '').split('\n').map((line) => `    ${JSON.stringify(line)},`),
    "  ].join('\\n'),",
  ]);
  const module = [
    `/** ${folder}, which is the source: npm run generate writes this. */`,
    '// prettier-ignore',
    'export const pipelineTexts = {',
    ...members,
    '};',
    '',
  ];
  return new Map([['ts/core/init/pipeline-texts.ts', textFile(module.join('\n'))]]);
}
