import { defineError } from '../define.ts';

const next = () =>
  'Find out who changed it, and restore it from a backup; until then, take nothing from here for granted.';

export const lineageErrors = {
  altered: defineError<{ file: string; field: string; found: string; witness: string; expected: string }>(
    'lineage-altered',
    {
      category: 'refused',
      what: ({ file, field, found, witness, expected }) =>
        `${file} is not what was recorded: ${field} is ${found}, and ${witness} says ${expected}.`,
      why: () => 'A record that was changed afterwards proves nothing.',
      next,
      example: {
        file: 'deploy-live #3 promotion.json',
        field: 'approvedBy',
        found: '["mallory"]',
        witness: 'live/01KB0Z3N7V8Q2M4S6T8W0Y2A4C.json',
        expected: '["rita"]',
      },
    },
  ),
  missing: defineError<{ file: string; witness: string }>('lineage-missing', {
    category: 'refused',
    what: ({ file, witness }) => `${file} is missing, and ${witness} says that it was there.`,
    why: () => 'A chain with a gap proves nothing of what lies behind the gap.',
    next: () =>
      'Restore it from a backup; where Jenkins discarded the build, keep more builds of that job from now on.',
    example: {
      file: 'deploy-live #3 promotion.json',
      witness: 'live/01KB0Z5C1D3F5H7K9N1Q3S5V7X.json',
    },
  }),
  nothingRuns: defineError<{ environment: string; ledger: string; known: readonly string[] }>(
    'lineage-nothing-runs',
    {
      category: 'refused',
      what: ({ environment, ledger }) =>
        `The ledger ${ledger} does not say of any release that it runs in ${environment}.`,
      why: () => 'There is nothing of which it could be proven where it comes from.',
      next: ({ environment, known }) =>
        known.length === 0
          ? 'Check the address of the ledger: it holds no environment.'
          : known.includes(environment)
            ? `Finish or repeat the promotion to ${environment}.`
            : `Name an environment that it knows: ${known.join(', ')}.`,
      example: { environment: 'prod', ledger: '/srv/ledger', known: ['live', 'test'] },
    },
  ),
  twoWays: defineError<{ given: readonly string[] }>('lineage-two-ways', {
    category: 'usage',
    what: ({ given }) => `--environment was given together with ${given.join(' and ')}.`,
    why: () =>
      'Either the lineage of what runs in an environment is proven, or it is checked that the release files which are named follow one another.',
    next: () => 'Give one of them; the archive of an environment is named with --jenkins-home or --archive.',
    example: { given: ['--dir'] },
  }),
  archiveUnnamed: defineError<{ environment: string }>('lineage-archive-unnamed', {
    category: 'usage',
    what: ({ environment }) => `Nobody said where the archived files of ${environment} are.`,
    why: () => 'The lineage is proven from what builds archived, beside the ledger.',
    next: () => 'Give --jenkins-home DIR, or --archive DIR with copies as `<job>/<build number>/…`.',
    example: { environment: 'live' },
  }),
};
