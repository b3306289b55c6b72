import { defineError } from '../define.ts';

export const nothingDone = () => 'Nothing was planned or changed.';

/** How orchestrate was called. */
export const orchestrateCallErrors = {
  words: defineError<{ missing: string; example: string }>('orchestrate-words', {
    category: 'usage',
    what: ({ missing }) => `orchestrate needs ${missing}.`,
    why: nothingDone,
    next: ({ example }) => `Write \`${example}\`.`,
    example: { missing: 'a stack', example: 'orchestrate plan appcluster-test ap-southeast-2' },
  }),
  command: defineError<{ command: string; known: readonly string[]; suggestion: string }>(
    'orchestrate-command',
    {
      category: 'usage',
      what: ({ command, suggestion }) => `"${command}" is no command of orchestrate.${suggestion}`,
      why: () => 'Other commands of Terraform change states or modules past the conventions of the tree.',
      next: ({ known }) => `Use one of ${known.join(', ')}.`,
      example: { command: 'aply', known: ['plan', 'apply'], suggestion: ' Did you mean "apply"?' },
    },
  ),
  extraWord: defineError<{ word: string; command: string }>('orchestrate-extra-word', {
    category: 'usage',
    what: ({ word, command }) => `"${word}" stands behind the words that ${command} takes.`,
    why: nothingDone,
    next: () =>
      'Give a command, a stack and, where the stack has one, a region; options begin with a hyphen.',
    example: { word: 'service1', command: 'apply' },
  }),
  option: defineError<{ option: string; command: string; suggestion: string }>('orchestrate-option', {
    category: 'usage',
    what: ({ option, command, suggestion }) => `${command} does not take ${option}.${suggestion}`,
    why: () => 'An option that is not known could change what was shown into something else.',
    next: () => 'Remove it, or correct its name; docs/orchestrate.md lists those that are passed on.',
    example: { option: '-taget', command: 'plan', suggestion: ' Did you mean "-target"?' },
  }),
  optionRefused: defineError<{ option: string; because: string; instead: string }>(
    'orchestrate-option-refused',
    {
      category: 'usage',
      what: ({ option }) => `${option} is not passed on to Terraform.`,
      why: ({ because }) => because,
      next: ({ instead }) => instead,
      example: {
        option: '-lock=false',
        because: 'Two runs would write one state at the same time.',
        instead: 'Wait for the lock; --lock-wait-minutes says how long.',
      },
    },
  ),
  optionValue: defineError<{ option: string; expected: string }>('orchestrate-option-value', {
    category: 'usage',
    what: ({ option, expected }) => `${option} needs ${expected}.`,
    why: nothingDone,
    next: ({ option, expected }) => `Write ${option} and ${expected}.`,
    example: { option: '-var', expected: 'NAME=VALUE' },
  }),
  variable: defineError<{ name: string; stack: string; suggestion: string }>('orchestrate-variable', {
    category: 'usage',
    what: ({ name, stack, suggestion }) => `src/${stack} declares no variable "${name}".${suggestion}`,
    why: () => 'The value would reach nothing.',
    next: () => 'Correct the name, or declare the variable in the stack.',
    example: {
      name: 'service1-bild',
      stack: 'appcluster-test',
      suggestion: ' Did you mean "service1-build"?',
    },
  }),
  buildsTwice: defineError<object>('orchestrate-builds-twice', {
    category: 'usage',
    what: () => '--release and --import are both given.',
    why: () => 'Each of them says which builds to deploy.',
    next: () => 'Give one of them.',
    example: {},
  }),
  nothingImported: defineError<{ folder: string }>('orchestrate-nothing-imported', {
    category: 'usage',
    what: ({ folder }) => `The folder ${folder} holds no service env artifact (*.env.groovy).`,
    why: () => 'Which builds to deploy would be left to what the tfvars file says.',
    next: () => 'Copy the artifacts there first, or leave --import out.',
    example: { folder: 'import' },
  }),
  migrateOut: defineError<{ out: string }>('orchestrate-migrate-out', {
    category: 'usage',
    what: ({ out }) =>
      out === '' ? 'migrate needs --out, a folder for the changed copy.' : `The folder ${out} is not empty.`,
    why: () => 'Nothing is changed in place, and nothing is overwritten.',
    next: () => 'Name a new folder with --out, compare it with the tree, and take it over.',
    example: { out: '' },
  }),
};
