import { programErrors } from '../core/errors/catalogue/program.ts';
import { exitCodes, type Problem } from '../core/errors/problem.ts';
import { definitionOf } from '../steps/catalogue.ts';
import type { Step } from '../steps/step.ts';
import { readCommand, type Command } from './command.ts';
import { ended, failed, type Ending } from './ending.ts';
import type { Host, Program } from './host.ts';
import { readInput } from './input.ts';
import { missingPart } from './missing-part.ts';
import { programHelp, stepHelp } from './part-steps.ts';
import { problemText } from './problem-text.ts';
import { prepareResultFile, writeResultFile, type Result } from './result-file.ts';
import { runStep, withoutPart } from './run-step.ts';

const oldestNode = 20;

/** One call of the program from its words to its exit code. */
export async function main(program: Program, host: Host): Promise<number> {
  host.err(`ecs-promote ${program.version} from ${program.origin}, Node ${host.nodeVersion}\n`);
  const command = readCommand(
    host.argv,
    program.steps.map(({ name }) => name),
  );
  const unwritable = await prepareResultFile(host);
  const unable = [...nodeProblems(host), ...unwritable];
  const ending = unable.length > 0 ? failed(unable) : await carryOut(command, program, host);
  const result = resultOf(ending, command, program);
  const unwritten = unwritable.length > 0 ? [] : await writeResultFile(result, host);
  const problems = [...ending.problems, ...unwritten];
  await tell({ ...ending, problems }, host);
  return exitCode(problems);
}

function nodeProblems({ nodeVersion }: Host): readonly Problem[] {
  if (Number.parseInt(nodeVersion.slice(1), 10) >= oldestNode) return [];
  return [programErrors.nodeTooOld.problem({ node: nodeVersion, needed: oldestNode })];
}

/** Definitions and help may lie in a file of their own, which a copy of the program may lack. */
async function carryOut(command: Command, program: Program, host: Host): Promise<Ending> {
  try {
    return await carriedOut(command, program, host);
  } catch (cause) {
    const incomplete = withoutPart(cause, 'step' in command ? command.step : 'help');
    if (incomplete) return incomplete;
    throw cause;
  }
}

async function carriedOut(command: Command, program: Program, host: Host): Promise<Ending> {
  switch (command.asks) {
    case 'version':
      return ended({ text: program.version, output: { version: program.version } });
    case 'help':
      return ended({
        text: programHelp(await Promise.all(program.steps.map(shown)), command.group),
        output: null,
      });
    case 'stepHelp':
      return ended({ text: stepHelp(await definition(command.step, program)), output: null });
    case 'nothing':
      return failed([command.problem]);
    case 'step': {
      const step = await definition(command.step, program);
      const input = await readInput(command.words, step, host);
      const ending = input.ok ? await runStep(step, input.value, program, host) : failed(input.problems);
      return { ...ending, json: input.json };
    }
  }
}

/** Help tells of every step, also where the file with its definition is not. */
async function shown(step: Program['steps'][number]): Promise<{ name: string; summary: string }> {
  try {
    return await definitionOf(step);
  } catch (cause) {
    if (missingPart(cause) === undefined) throw cause;
    return { name: step.name, summary: 'On the images of agents and controllers only' };
  }
}

function definition(name: string, { steps }: Program): Promise<Step> {
  const step = steps.find((one) => one.name === name);
  if (!step) throw new Error(`${name} was found among the steps and is not there`);
  return definitionOf(step);
}

function resultOf(ending: Ending, command: Command, program: Program): Result {
  return {
    version: 1,
    step: 'step' in command ? command.step : null,
    program: program.version,
    ok: ending.problems.length === 0,
    exitCode: exitCode(ending.problems),
    output: ending.output,
    problems: ending.problems,
  };
}

/** stdout is the answer, stderr the narration. */
async function tell(ending: Ending, host: Host): Promise<void> {
  if (ending.trace !== undefined) host.err(`${ending.trace}\n`);
  host.err(problemText(ending.problems));
  await host.out(ending.json ? jsonText(ending) : lineEnded(ending.text));
}

function exitCode([first]: readonly Problem[]): number {
  return first ? exitCodes[first.category] : 0;
}

/** A good ending is the output itself, so that `| jq .member` works; any other one says what is wrong as well. */
function jsonText({ output, jsonLines, problems }: Ending): string {
  if (jsonLines && problems.length === 0)
    return jsonLines.map((line) => `${JSON.stringify(line)}\n`).join('');
  return `${JSON.stringify(problems.length === 0 ? output : { output, problems }, null, 2)}\n`;
}

function lineEnded(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
