import { defineError } from '../define.ts';

const exactly =
  'Only assignments that mean the same to Jenkins and to this reader are taken, because the file is read without running it.';
const writeIt = 'Write the file with `ecs-promote service-env write`, or correct this line.';

/** What can be wrong with a service env artifact (`output/<service>.env.groovy`), when reading and when writing it. */
export const serviceEnvErrors = {
  syntax: defineError<{ found: string; expected: string }>('service-env-syntax', {
    category: 'configuration',
    what: ({ found, expected }) => `Found ${found} where ${expected} was expected.`,
    why: () => exactly,
    next: () => writeIt,
    example: { found: '`sh`', expected: '`env.NAME=value`, a comment or a blank line' },
  }),
  afterValue: defineError<{ name: string; found: string }>('service-env-after-value', {
    category: 'configuration',
    what: ({ name, found }) => `After the value of ${name} stands ${found}.`,
    why: () =>
      'Groovy would go on with the expression (a concatenation, a call), so the value is not what it seems.',
    next: () => 'End the line after the value; only `;` and a comment may follow it.',
    example: { name: 'SERVICE1_BUILD', found: '`+`' },
  }),
  leadingZero: defineError<{ digits: string }>('service-env-leading-zero', {
    category: 'configuration',
    what: ({ digits }) => `The number ${digits} begins with a zero.`,
    why: () => 'Groovy reads it as octal: `010` assigns 8.',
    next: ({ digits }) => `Write '${digits}' in quotes if the zeros matter, or leave them out.`,
    example: { digits: '010' },
  }),
  number: defineError<{ text: string }>('service-env-number', {
    category: 'configuration',
    what: ({ text }) => `The number ${text} is not a plain whole number of at most 18 digits.`,
    why: () => 'Groovy has other forms of numbers (1L, 0x1F, 1_000, 1.5) and would assign another text.',
    next: () => 'Write the digits alone, or put the text in single quotes.',
    example: { text: '1_000' },
  }),
  unicodeEscape: defineError<{ escape: string; where: string }>('service-env-unicode-escape', {
    category: 'configuration',
    what: ({ escape, where }) => `The escape ${escape} stands ${where}.`,
    why: () =>
      'Groovy expands such escapes before it reads anything else, so a comment can end and a string can close unseen.',
    next: () => 'Write the character itself, or double the backslash if the text is meant.',
    example: { escape: '\\u000a', where: 'in a comment' },
  }),
  escape: defineError<{ escape: string }>('service-env-escape', {
    category: 'configuration',
    what: ({ escape }) => `Groovy has no escape ${escape} in a string of one line.`,
    why: () => 'Jenkins could not load the file.',
    next: () => 'Double the backslash if a backslash is meant.',
    example: { escape: '\\q' },
  }),
  dollar: defineError<object>('service-env-dollar', {
    category: 'configuration',
    what: () => 'An unescaped `$` stands in double quotes.',
    why: () => 'Groovy runs what follows it as code.',
    next: () => 'Write `\\$`, or use single quotes.',
    example: {},
  }),
  tripleQuote: defineError<object>('service-env-triple-quote', {
    category: 'configuration',
    what: () => 'The value begins with a triple quote.',
    why: () => exactly,
    next: () => 'Use single quotes, and `\\n` for a line break.',
    example: {},
  }),
  unclosed: defineError<{ thing: string }>('service-env-unclosed', {
    category: 'configuration',
    what: ({ thing }) => `The ${thing} is not closed.`,
    why: () => 'Jenkins could not load the file.',
    next: () => 'Close it; a string must end on its line (`\\n` stands for a line break).',
    example: { thing: 'string' },
  }),
  character: defineError<{ codePoint: string; where: string }>('service-env-character', {
    category: 'configuration',
    what: ({ codePoint, where }) => `The character ${codePoint} stands ${where}.`,
    why: () => 'Groovy stops reading at it, refuses it or drops it, and no log would show it.',
    next: () => 'Remove it, or write it as an escape in a string.',
    example: { codePoint: 'U+FFFF', where: 'in a comment' },
  }),
  byteOrderMark: defineError<object>('service-env-byte-order-mark', {
    category: 'configuration',
    what: () => 'The file begins with a byte order mark.',
    why: () => 'Groovy takes it for a letter of the first word, so the first line assigns nothing.',
    next: () => 'Save the file as UTF-8 without a byte order mark.',
    example: {},
  }),
  duplicate: defineError<{ name: string }>('service-env-duplicate', {
    category: 'configuration',
    what: ({ name }) => `${name} is assigned more than once.`,
    why: () => 'Which of the values was meant cannot be told.',
    next: () => 'Keep one of the assignments.',
    example: { name: 'SERVICE1_BUILD' },
  }),
  name: defineError<{ name: string }>('service-env-name', {
    category: 'configuration',
    what: ({ name }) => `${JSON.stringify(name)} is not a variable name.`,
    why: () =>
      'Jenkins compares names without regard to case, and shells take only letters, digits and underscores.',
    next: () =>
      'Use upper-case letters, digits and underscores, beginning with a letter, at most 128 characters.',
    example: { name: 'service-1' },
  }),
  reservedName: defineError<{ name: string }>('service-env-reserved-name', {
    category: 'configuration',
    what: ({ name }) => `${name} means something to Jenkins, the shell or a tool of the build.`,
    why: () => 'Loading the artifact would change how the rest of the build runs.',
    next: () => 'Choose another name, e.g. one that begins with the service’s name.',
    example: { name: 'PATH' },
  }),
  valueTooLong: defineError<{ name: string; bytes: number; limit: number }>('service-env-value-too-long', {
    category: 'configuration',
    what: ({ name, bytes, limit }) => `The value of ${name} has ${bytes} bytes; the limit is ${limit}.`,
    why: () => 'An environment with long values makes every later process fail to start.',
    next: () => 'Shorten it, e.g. record the subject of the commit instead of its whole message.',
    example: { name: 'SERVICE1_COMMIT_MSG', bytes: 9000, limit: 8192 },
  }),
  valueNul: defineError<{ name: string }>('service-env-value-nul', {
    category: 'configuration',
    what: ({ name }) => `The value of ${name} holds a NUL character.`,
    why: () => 'No process can be started with such a variable: every later `sh` would fail.',
    next: () => 'Remove the NUL character.',
    example: { name: 'SERVICE1_COMMIT_MSG' },
  }),
  tooMany: defineError<{ count: number; limit: number }>('service-env-too-many', {
    category: 'configuration',
    what: ({ count, limit }) => `There are ${count} assignments; the limit is ${limit}.`,
    why: () => 'Jenkins compiles the file to one method, and a method that is too large cannot be loaded.',
    next: () => 'Write one file per service.',
    example: { count: 500, limit: 100 },
  }),
  empty: defineError<object>('service-env-empty', {
    category: 'configuration',
    what: () => 'The file assigns nothing.',
    why: () => 'A service env artifact names at least the build; an empty one is a build that went wrong.',
    next: () => 'Look at the build that wrote it, and write it anew.',
    example: {},
  }),
  missing: defineError<{ variable: string; about: string }>('service-env-missing', {
    category: 'configuration',
    what: ({ variable, about }) => `${variable} (${about}) is not assigned.`,
    why: () => 'Without it the service build is not fully known.',
    next: ({ variable }) =>
      `Let the service's build record ${variable} with \`ecs-promote service-env write\`.`,
    example: { variable: 'SERVICE1_DIGEST', about: 'the image digest' },
  }),
  value: defineError<{ variable: string; value: string; expected: string }>('service-env-value', {
    category: 'configuration',
    what: ({ variable, value, expected }) => `${variable} is ${JSON.stringify(value)}, not ${expected}.`,
    why: () => 'A service build that is recorded wrongly cannot be compared with what runs.',
    next: () => 'Look at the build that wrote it, and write it anew.',
    example: { variable: 'SERVICE1_BUILD', value: 'latest', expected: 'a build number' },
  }),
  nothingToWrite: defineError<object>('service-env-nothing-to-write', {
    category: 'usage',
    what: () => 'No values were given.',
    why: () => 'An artifact that assigns nothing tells the deployment nothing.',
    next: () => 'Give at least the build, e.g. SERVICE1_BUILD=90.',
    example: {},
  }),
  serviceName: defineError<{ service: string }>('service-env-service-name', {
    category: 'usage',
    what: ({ service }) => `${JSON.stringify(service)} cannot be a service's name.`,
    why: () => 'The name becomes a file name, `<service>.env.groovy`.',
    next: () => 'Use letters, digits, hyphens, underscores and dots, beginning with a letter or digit.',
    example: { service: '../service1' },
  }),
};
