import { defineError } from '../define.ts';

/** Reading and writing files of a workspace. */
export const filesErrors = {
  missing: defineError<{ file: string }>('file-missing', {
    category: 'configuration',
    what: ({ file }) => `The file ${file} does not exist.`,
    why: () => 'What it should hold is not known otherwise.',
    next: () => 'Correct the path, or let the step that makes the file run first.',
    example: { file: 'import/service1.env.groovy' },
  }),
  unreadable: defineError<{ file: string; reason: string }>('file-unreadable', {
    category: 'configuration',
    what: ({ file, reason }) => `The file ${file} cannot be read: ${reason}.`,
    why: () => 'What it holds is not known otherwise.',
    next: () => 'Name a file that this user may read.',
    example: { file: 'import', reason: 'it is a folder' },
  }),
  tooLarge: defineError<{ file: string; limit: number }>('file-too-large', {
    category: 'configuration',
    what: ({ file, limit }) => `The file ${file} has more than ${limit} bytes.`,
    why: () => 'A file of this kind is small; this one is something else.',
    next: () => 'Name the right file.',
    example: { file: 'import/service1.env.groovy', limit: 1_048_576 },
  }),
  notUtf8: defineError<{ file: string }>('file-not-utf-8', {
    category: 'configuration',
    what: ({ file }) => `The file ${file} is not UTF-8 text.`,
    why: () => 'Its characters would be guessed, and other programs may guess otherwise.',
    next: () => 'Save it as UTF-8, or name the right file.',
    example: { file: 'import/service1.env.groovy' },
  }),
  unwritable: defineError<{ file: string; reason: string }>('file-unwritable', {
    category: 'infrastructure',
    what: ({ file, reason }) => `The file ${file} cannot be written: ${reason}.`,
    why: () => 'The steps that follow would not find it; what was there before is unchanged.',
    next: () => 'Free the disk or give this user access to the folder, and run the step again.',
    example: { file: 'output/service1.env.groovy', reason: 'no space is left on the device' },
  }),
};
