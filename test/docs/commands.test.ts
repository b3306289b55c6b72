import { readArguments } from '../../ts/cli/arguments.ts';
import { readCommand } from '../../ts/cli/command.ts';
import { steps, definitionOf } from '../../ts/steps/catalogue.ts';
import { membersOf } from '../../ts/steps/members.ts';
import { commandsOf } from '../program/fenced-blocks.ts';
import { isThere, pages } from './pages.ts';

/** What pages tell people to type, read by what reads the words of the program: no step, flag or value that it would refuse. */
const typed = pages()
  .filter((page) => !page.startsWith('docs/reference/'))
  .flatMap((page) => commandsOf(page).map((command) => [page, command] as const));

/** Programs of others that pages name, with what of the checkout they are given. */
const others = /^(sudo )?(npm (ci|test|run [a-z:]+)\b|git |docker |packer |aws |mkdir |cp |cd |cat |\.\/)/;

const ours = typed.filter(([, command]) => programWords(command) !== undefined);

test('there are commands to look at', () => {
  expect(ours.length).toBeGreaterThan(30);
});

test('each command is of a program that the pages may name', () => {
  const unknown = typed.filter(
    ([, command]) =>
      programWords(command) === undefined && !others.test(command) && !isThere(scriptOf(command)),
  );
  expect(unknown).toEqual([]);
});

test.each(ours)('%s: %s', async (_, command) => {
  const words = programWords(command) ?? [];
  const asked = readCommand(
    words,
    steps.map(({ name }) => name),
  );
  if (asked.asks !== 'step') {
    expect(['help', 'stepHelp', 'version']).toContain(asked.asks);
    return;
  }
  const entry = steps.find(({ name }) => name === asked.step);
  if (!entry) throw new Error(`no step ${asked.step}`);
  const step = await definitionOf(entry);
  const { input, problems } = readArguments(asked.words, step);
  expect(problems).toEqual([]);
  const missing = membersOf(step).filter(({ name, required }) => required && !(name in input));
  expect(missing.map(({ flag }) => flag)).toEqual([]);
});

/** `./orchestrate` is a launcher of the step of that name; its own copy lies in `orchestration`. */
function scriptOf(command: string): string {
  const [script = ''] = command.split(' ');
  return script.replace(/^\.\//, '');
}

/** The words that a command gives to our program, as a shell would split them; without what comes behind a redirection. */
function programWords(command: string): readonly string[] | undefined {
  const [own = ''] = command.split(/ (?:>|\||&&) /);
  const words = (own.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? []).map((word) =>
    word.replaceAll(/^["']|["']$/g, ''),
  );
  if (words[0] === 'npx' && words[1] === 'ecs-promote') return words.slice(2);
  if (words[0] === 'ecs-promote') return words.slice(1);
  if (words[0] === './orchestrate') return ['orchestrate', ...words.slice(1)];
  return undefined;
}
