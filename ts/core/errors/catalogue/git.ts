import { defineError } from '../define.ts';

/** Reading a git repository in a workspace. */
export const gitErrors = {
  missing: defineError<object>('git-missing', {
    category: 'infrastructure',
    what: () => 'The program git was not found.',
    why: () => 'Commits are read with it, and where the ledger is a branch it is kept with it.',
    next: () => 'Install git, or put the folder that holds it on the PATH.',
    example: {},
  }),
  folderMissing: defineError<{ folder: string }>('git-folder-missing', {
    category: 'configuration',
    what: ({ folder }) => `The folder ${folder} does not exist.`,
    why: () => 'The repository was looked for there.',
    next: () => 'Name the folder of the checkout, or check it out first.',
    example: { folder: 'service1' },
  }),
  notARepository: defineError<{ folder: string }>('git-not-a-repository', {
    category: 'configuration',
    what: ({ folder }) => `The folder ${folder} is not in a git repository.`,
    why: () => 'Without a repository there is no commit to name the build after.',
    next: () => 'Name the folder of the checkout; a checkout into a subfolder needs `--repo SUBFOLDER`.',
    example: { folder: 'service1' },
  }),
  dubiousOwnership: defineError<{ folder: string }>('git-dubious-ownership', {
    category: 'infrastructure',
    what: ({ folder }) => `git refuses the repository in ${folder}, because it belongs to another user.`,
    why: () =>
      'Whoever owns a repository can make git run programs; in a container the checkout often has another owner.',
    next: ({ folder }) =>
      `Run the build as the owner of the checkout, or trust it with \`git config --global --add safe.directory ${folder}\`.`,
    example: { folder: '/var/lib/jenkins/workspace/service1-build' },
  }),
  failed: defineError<{ folder: string; reason: string }>('git-failed', {
    category: 'infrastructure',
    what: ({ folder, reason }) => `git cannot read the repository in ${folder}: ${reason}.`,
    why: () => 'The commit that was built cannot be told.',
    next: () => 'Look at the repository with `git fsck`, or check it out anew.',
    example: { folder: 'service1', reason: 'bad object HEAD' },
  }),
};
