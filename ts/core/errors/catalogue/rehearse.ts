import { defineError } from '../define.ts';

export const rehearseErrors = {
  folderInUse: defineError<{ folder: string }>('rehearse-folder-in-use', {
    category: 'usage',
    what: ({ folder }) => `The folder ${folder} holds something that is not a rehearsal’s.`,
    why: () => 'A rehearsal begins with an empty folder, and would have to delete it.',
    next: () => 'Choose another folder with --out, or remove it yourself.',
    example: { folder: 'rehearsal' },
  }),
  faultWithoutEnvironment: defineError<{ given: string; missing: string }>('rehearse-fault-and-environment', {
    category: 'usage',
    what: ({ given, missing }) => `${given} was given without ${missing}.`,
    why: () => 'A fault is rehearsed in one environment.',
    next: () => 'Give both, as in `--fault crash-loop --environment beta`.',
    example: { given: '--fault', missing: '--environment' },
  }),
};
