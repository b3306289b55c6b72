import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { approvalHash, choiceScript, type ChoiceSettings } from '../../core/jobs/choice-script.ts';
import { choiceParameterNode, choicePropertiesCall, choiceXml } from '../../core/jobs/choice-forms.ts';
import { textFile, type Files } from '../files.ts';

export const choiceFolder = 'jenkins/choices';
const source = `${choiceFolder}/upstreamBuilds.groovy`;

/** As the file stands in the repository. */
export const choiceDefaults: ChoiceSettings = {
  job: 'deploy-test',
  limit: 100,
  configFrom: 'ecs-promote-jobs',
};

/** The script as a module of the program, which cannot read a file at run time; its hash; and the forms in which a job takes it. */
export async function choiceFiles(root: string): Promise<Files> {
  const text = await readFile(join(root, source), 'utf8');
  return new Map([
    ['ts/core/jobs/choice-script-text.ts', textFile(moduleOf(text))],
    [`${choiceFolder}/upstreamBuilds.sha512`, textFile(`${approvalHash(text)}\n`)],
    [`${choiceFolder}/job-dsl.groovy`, textFile(choiceParameterNode(text))],
    [`${choiceFolder}/properties.groovy`, textFile(choicePropertiesCall(text))],
    [`${choiceFolder}/config.xml`, textFile(choiceXml(text))],
  ]);
}

/** For whoever changed the script and wants to approve it; the same hash is in the configuration-as-code. */
export function choiceHashLine(): string {
  return `${source}: ${approvalHash(choiceScript(choiceDefaults))}`;
}

function moduleOf(text: string): string {
  const lines = text.replace(/\n$/, '').split('\n');
  return [
    `/** ${source}, which is the source: npm run generate writes this. */`,
    '// prettier-ignore',
    'export const choiceScriptText = [',
    ...lines.map((line) => `  ${JSON.stringify(line)},`),
    "  '',",
    "].join('\\n');",
    '',
  ].join('\n');
}
