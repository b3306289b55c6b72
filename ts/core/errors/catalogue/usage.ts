import { defineError } from '../define.ts';

/** How the program was called. `meant` is what a mistyped word was probably meant to be. */
export const usageErrors = {
  noStep: defineError<{ words: string; steps: readonly string[] }>('usage-no-step', {
    category: 'usage',
    what: ({ words }) =>
      words === '' ? 'No step was named.' : `"${words}" is a group of steps, not a step.`,
    why: () => 'One call carries out one step, and none is guessed.',
    next: ({ words, steps }) =>
      words === ''
        ? 'See `ecs-promote --help` for all steps; `ecs-promote rehearse` shows them at work.'
        : `Name one of: ${steps.join(', ')}.`,
    example: { words: 'release', steps: ['release create', 'release show', 'release diff'] },
  }),

  unknownStep: defineError<{ step: string; meant: string | undefined }>('usage-unknown-step', {
    category: 'usage',
    what: ({ step }) => `There is no step "${step}".`,
    why: () => 'One call carries out one step, and none is guessed.',
    next: ({ meant }) =>
      meant === undefined ? `See ecs-promote --help for all steps.` : `Did you mean "${meant}"?`,
    example: { step: 'chioces', meant: 'choices' },
  }),

  unknownFlag: defineError<{ step: string; flag: string; meant: string | undefined }>('usage-unknown-flag', {
    category: 'usage',
    what: ({ step, flag }) => `${step} has no flag ${flag}.`,
    why: () => 'A flag that is ignored would change what is done without a word.',
    next: ({ step, meant }) =>
      meant === undefined ? `See ecs-promote ${step} --help.` : `Did you mean ${meant}?`,
    example: { step: 'choices', flag: '--limt', meant: '--limit' },
  }),

  missingValue: defineError<{ flag: string; takes: string; found: string | undefined }>(
    'usage-missing-value',
    {
      category: 'usage',
      what: ({ flag, found }) =>
        found === undefined ? `${flag} has no value.` : `${flag} has no value: ${found} is a flag.`,
      why: ({ flag, takes }) => `${flag} takes ${takes}.`,
      next: ({ flag, takes }) =>
        `Write ${flag} ${takes}, or ${flag}=${takes} for a value that begins with a hyphen.`,
      example: { flag: '--limit', takes: 'NUMBER', found: '--json' },
    },
  ),

  unwantedValue: defineError<{ flag: string; value: string }>('usage-unwanted-value', {
    category: 'usage',
    what: ({ flag, value }) => `${flag} takes no value, and was given "${value}".`,
    why: ({ flag }) => `${flag} is a switch: present is yes, absent is no.`,
    next: ({ flag }) => `Write ${flag}, or ${flag.replace(/^--/, '--no-')} for the opposite.`,
    example: { flag: '--json', value: 'yes' },
  }),

  repeated: defineError<{ what: string }>('usage-repeated', {
    category: 'usage',
    what: ({ what }) => `${what} is given more than once.`,
    why: () => 'Only one of the values could be used, and none is guessed.',
    next: ({ what }) => `Give ${what} once.`,
    example: { what: '--limit' },
  }),

  /** `flag` is the one that the word may have been meant for. */
  unexpectedWord: defineError<{ step: string; word: string; flag: string | undefined }>(
    'usage-unexpected-word',
    {
      category: 'usage',
      what: ({ step, word }) => `${step} does not know what to do with "${word}".`,
      why: ({ step }) => `${step} takes flags only.`,
      next: ({ step, word, flag }) =>
        `${flag === undefined ? '' : `Write ${flag} ${word} if that is meant. `}See ecs-promote ${step} --help; a value with spaces needs quotes.`,
      example: { step: 'status', word: 'live', flag: '--environment' },
    },
  ),

  missing: defineError<{ what: string; step: string; about: string }>('usage-missing', {
    category: 'usage',
    what: ({ what, step, about }) => `${step} needs ${what} (${about}).`,
    why: () => 'There is no default that would be right for everyone.',
    next: ({ what }) => `Give ${what}.`,
    example: { what: '--job JOB', step: 'choices', about: 'Jenkins job whose builds are listed' },
  }),

  badValue: defineError<{ what: string; rule: string; value: string; meant?: string | undefined }>(
    'usage-bad-value',
    {
      category: 'usage',
      what: ({ what, rule, value }) => `${what} must be ${rule}, and is ${value}.`,
      why: () => 'The step was not started, nothing was changed.',
      next: ({ what, meant }) =>
        meant === undefined ? `Correct ${what}.` : `Correct ${what}. Did you mean "${meant}"?`,
      example: { what: '--limit', rule: 'a number', value: '"ten"' },
    },
  ),

  unknownMember: defineError<{ step: string; member: string; meant: string | undefined }>(
    'usage-unknown-member',
    {
      category: 'usage',
      what: ({ step, member }) => `The input of ${step} has no member "${member}".`,
      why: () => 'A member that is ignored would change what is done without a word.',
      next: ({ step, meant }) =>
        meant === undefined ? `See ecs-promote ${step} --help for its members.` : `Did you mean "${meant}"?`,
      example: { step: 'choices', member: 'limt', meant: 'limit' },
    },
  ),

  inputNotJson: defineError<{ source: string; reason: string }>('usage-input-not-json', {
    category: 'usage',
    what: ({ source, reason }) => `${source} does not hold JSON: ${reason}.`,
    why: () => 'The input of a step is one JSON object.',
    next: ({ source }) => `Write ${source} with a JSON encoder (in Groovy: writeJSON or JsonOutput).`,
    example: { source: 'ECS_PROMOTE_INPUT', reason: 'expected "," or "}" after a member' },
  }),

  inputNotObject: defineError<{ source: string; found: string }>('usage-input-not-object', {
    category: 'usage',
    what: ({ source, found }) => `${source} holds ${found}, not an object.`,
    why: () => "The input of a step is one JSON object, whose members are the step's arguments.",
    next: () => 'Wrap the arguments in { … }, by name.',
    example: { source: 'ECS_PROMOTE_INPUT', found: 'a list' },
  }),

  inputUnreadable: defineError<{ file: string; reason: string }>('usage-input-unreadable', {
    category: 'usage',
    what: ({ file, reason }) => `ECS_PROMOTE_INPUT_FILE names ${file}, which can't be read: ${reason}.`,
    why: () => 'The input of the step is in that file.',
    next: () => 'Write the file before the call, on the same machine, readable for the same user.',
    example: { file: 'input.json', reason: 'no such file' },
  }),

  twoInputs: defineError<{ sources: readonly string[] }>('usage-two-inputs', {
    category: 'usage',
    what: ({ sources }) => `The input comes from more than one place: ${sources.join(' and ')}.`,
    why: () =>
      'Which one was meant is not guessed; a variable left over from another call is easily overlooked.',
    next: () => 'Use one of them, and unset the variable that is left over from another call.',
    example: { sources: ['ECS_PROMOTE_INPUT', 'the command line'] },
  }),

  resultFile: defineError<{ file: string; reason: string }>('usage-result-file', {
    category: 'usage',
    what: ({ file, reason }) => `ECS_PROMOTE_RESULT names ${file}, which can't be written: ${reason}.`,
    why: () => 'The caller could not read what the step answers; so the step was not started.',
    next: () => 'Make the folder before the call, writable for the same user.',
    example: { file: 'missing/result.json', reason: 'no such folder' },
  }),
};
