import { defineError } from '../define.ts';

export const noGuess = () =>
  'What a promotion does is read from this file, so nothing in it is guessed or skipped.';

/** The text of promotion.yaml: YAML, keys and values. */
export const configTextErrors = {
  missing: defineError<{ file: string; folder: string }>('config-missing', {
    category: 'configuration',
    what: ({ file, folder }) => `There is no ${file} in ${folder}.`,
    why: () => 'Services and environments are named nowhere else.',
    next: () =>
      'Go to the checkout of the repository that holds it, name it with --config, or let `ecs-promote init` write a first one.',
    example: { file: 'promotion.yaml', folder: '/home/anna/service1' },
  }),
  yaml: defineError<{ detail: string }>('config-yaml', {
    category: 'configuration',
    what: ({ detail }) => `This is not YAML: ${detail}.`,
    why: noGuess,
    next: () => 'Correct the line; an editor with YAML support shows it while you type.',
    example: { detail: 'Missing closing "quote' },
  }),
  yamlVersion: defineError<object>('config-yaml-version', {
    category: 'configuration',
    what: () => 'The file says %YAML 1.1, and it is read as YAML 1.2.',
    why: () => 'In version 1.1 yes is true and 12:30 is a number, so values would mean something else.',
    next: () => 'Take the line away, or write %YAML 1.2.',
    example: {},
  }),
  empty: defineError<{ file: string }>('config-empty', {
    category: 'configuration',
    what: ({ file }) => `${file} is empty.`,
    why: () => 'Services and environments are named nowhere else.',
    next: () => 'Write version: 1, services and environments.',
    example: { file: 'promotion.yaml' },
  }),
  severalDocuments: defineError<object>('config-several-documents', {
    category: 'configuration',
    what: () => 'A second YAML document begins here.',
    why: () => 'Only the first one would be read.',
    next: () => 'Remove the line with "---" and bring everything into one document.',
    example: {},
  }),
  duplicateKey: defineError<{ key: string }>('config-duplicate-key', {
    category: 'configuration',
    what: ({ key }) => `"${key}" stands a second time in its map.`,
    why: () => 'Only one of the two could hold, and YAML does not say which.',
    next: () => 'Remove one of them.',
    example: { key: 'cluster' },
  }),
  tab: defineError<object>('config-tab', {
    category: 'configuration',
    what: () => 'The line is indented with a tab.',
    why: () => 'YAML takes spaces only, because a tab is as wide as an editor likes.',
    next: () => 'Replace the tab by spaces.',
    example: {},
  }),
  alias: defineError<{ detail: string }>('config-alias', {
    category: 'configuration',
    what: ({ detail }) => `An alias cannot be followed: ${detail}.`,
    why: () => 'Aliases of aliases can make a short file fill the memory, so there is a limit.',
    next: () => 'Set the anchor (&name) before its aliases (*name), and use fewer of them.',
    example: { detail: 'Unresolved alias (the anchor must be set before the alias): live' },
  }),
  unknownKey: defineError<{
    where: string;
    key: string;
    known: readonly string[];
    suggestion: string;
  }>('config-unknown-key', {
    category: 'configuration',
    what: ({ where, key, suggestion }) => `"${key}" is not known in ${where}.${suggestion}`,
    why: () => 'A setting that is misspelt would silently not hold.',
    next: ({ known }) => `Use one of ${known.join(', ')}.`,
    example: {
      where: 'environments.live',
      key: 'promoteFrom',
      known: ['cluster', 'promotesFrom'],
      suggestion: ' Did you mean "promotesFrom"?',
    },
  }),
  missingKey: defineError<{ where: string; key: string; expected: string }>('config-missing-key', {
    category: 'configuration',
    what: ({ where, key }) => `${where} has no "${key}".`,
    why: () => 'There is no default for it.',
    next: ({ key, expected }) => `Write ${key}: ${expected}.`,
    example: {
      where: 'services.service1',
      key: 'image',
      expected: 'an image repository without tag or digest',
    },
  }),
  name: defineError<{ where: string; name: string; expected: string }>('config-name', {
    category: 'configuration',
    what: ({ where, name, expected }) => `"${name}" in ${where} is not ${expected}.`,
    why: () => 'Names become file names, environment variables and names of AWS resources.',
    next: () => 'Choose another name.',
    example: { where: 'services', name: 'service 1', expected: 'a name of letters, digits, "-" and "_"' },
  }),
  value: defineError<{ where: string; value: string; expected: string; suggestion: string }>('config-value', {
    category: 'configuration',
    what: ({ where, value, expected, suggestion }) =>
      `${where} is ${value}, but must be ${expected}.${suggestion}`,
    why: noGuess,
    next: () => 'Correct the value.',
    example: {
      where: 'environments.live.engine',
      value: '"terrafrom"',
      expected: 'ecs or terraform',
      suggestion: ' Did you mean "terraform"?',
    },
  }),
  unquoted: defineError<{ where: string; written: string; read: string }>('config-unquoted', {
    category: 'configuration',
    what: ({ where, written, read }) => `${where} is ${written} without quotes, which YAML reads as ${read}.`,
    why: () =>
      'Leading zeros and colons are lost that way, so that something else than what stands there would hold.',
    next: ({ written }) => `Write "${written}", in quotes.`,
    example: { where: 'defaults.accountId', written: '012345678901', read: 'the number 12345678901' },
  }),
};
