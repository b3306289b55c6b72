import { defineError } from '../define.ts';
import { didYouMean } from '../suggest.ts';

/** What `diff` compares. */
export const changesErrors = {
  stateUnknown: defineError<{ state: string; environments: readonly string[] }>('changes-state-unknown', {
    category: 'usage',
    what: ({ state, environments }) =>
      `“${state}” is no file, no environment and no release that the ledger knows.${didYouMean(state, environments)}`,
    why: () => 'What changes can only be told between two states that are known.',
    next: ({ environments }) =>
      `Give a release.json, seven digits or more of a release’s id, or one of ${environments.join(', ')}, as ${environments[0] ?? 'live'}@running for what runs there.`,
    example: { state: 'stagin', environments: ['test', 'staging', 'live'] },
  }),
  stateAmbiguous: defineError<{ state: string; meanings: readonly string[] }>('changes-state-ambiguous', {
    category: 'usage',
    what: ({ state, meanings }) => `“${state}” can be ${meanings.join(' or ')}.`,
    why: () => 'A wrong guess would tell of changes that nobody asked about.',
    next: () => 'Write it as one of them is written in brackets.',
    example: { state: 'live', meanings: ['an environment (live@verified)', 'a file (./live)'] },
  }),
  momentUnknown: defineError<{ environment: string; word: string }>('changes-moment-unknown', {
    category: 'usage',
    what: ({ environment, word }) =>
      `${environment}@${word} says nothing.${didYouMean(word, ['verified', 'running'])}`,
    why: () => 'Behind the @ stands which state of the environment is meant.',
    next: ({ environment }) =>
      `Write ${environment}@verified for what was verified there last, or ${environment}@running for what runs there.`,
    example: { environment: 'live', word: 'runing' },
  }),
  cloneOfNobody: defineError<{ service: string; known: readonly string[] }>('changes-clone-of-nobody', {
    category: 'usage',
    what: ({ service, known }) =>
      `--clone names “${service}”, which is no service of the configuration.${didYouMean(service, known)}`,
    why: () => 'Its commits would be told of nobody.',
    next: ({ known }) => `Name one of ${known.join(', ')}: --clone SERVICE=FOLDER.`,
    example: { service: 'service', known: ['service1', 'service2'] },
  }),
};
