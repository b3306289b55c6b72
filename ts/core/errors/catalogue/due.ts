import { utcText } from '../../utc-text.ts';
import { defineError } from '../define.ts';

/** Why nothing is promoted by itself though no gate refuses it, which `due` tells and does not end with; and what is wrong with its memory. */
export const dueErrors = {
  held: defineError<{ environment: string; by: string; at: string; did: string }>('due-held', {
    category: 'refused',
    what: ({ environment, by, at, did }) =>
      `Nothing comes to ${environment} by itself: ${by} ${did} there at ${utcText(at)}.`,
    why: () => 'A timer does not undo what a person has decided.',
    next: ({ environment }) =>
      `Promote the next release to ${environment} by hand; later ones come by themselves again.`,
    example: {
      environment: 'live',
      by: 'anna',
      at: '2026-11-02T12:00:00.000Z',
      did: 'went back to release 88b0d3e',
    },
  }),
  underWay: defineError<{ environment: string; release: string; by: string; at: string }>('due-under-way', {
    category: 'refused',
    what: ({ environment, release, by, at }) =>
      `Nothing else comes to ${environment} by itself: the promotion of release ${release} that ${by} began at ${utcText(at)} has not ended.`,
    why: () =>
      'It is under way, waits for a person, or was interrupted and is taken up by whoever runs it again.',
    next: () => 'Wait for its end, or run it again if it was interrupted.',
    example: { environment: 'live', release: '4f2c1a9', by: 'anna', at: '2026-11-02T12:00:00.000Z' },
  }),
  tried: defineError<{ environment: string; release: string; at: string }>('due-tried', {
    category: 'refused',
    what: ({ environment, release, at }) =>
      `Release ${release} was promoted to ${environment} at ${utcText(at)}, and does not count as verified there.`,
    why: () => 'What failed once, or was taken back, is not tried again and again by a timer.',
    next: () => 'Find out why, and promote it by hand; a newer release comes by itself.',
    example: { environment: 'live', release: '4f2c1a9', at: '2026-11-02T12:00:00.000Z' },
  }),
  memory: defineError<{ file: string }>('due-memory', {
    category: 'configuration',
    what: ({ file }) => `${file} is not what \`due\` writes.`,
    why: () => 'Without knowing what was due before, it would start jobs a second time.',
    next: ({ file }) => `Remove ${file}, or name another file; what is due then counts as new.`,
    example: { file: 'output/due.json' },
  }),
};
