import { defineError } from '../define.ts';

/** What can be wrong with what the jobs in Jenkins are made from. */
export const jobsErrors = {
  notConfigured: defineError<{ file: string }>('jobs-not-configured', {
    category: 'configuration',
    what: ({ file }) => `${file} does not say where the Jenkinsfiles of the jobs are.`,
    why: () => 'Each job takes its Jenkinsfile from a repository, and which one that is cannot be guessed.',
    next: () => 'Add `jenkins: { repository: git@github.com:acme/deployments.git }`.',
    example: { file: 'promotion.yaml' },
  }),
  sameName: defineError<{ name: string; descriptions: readonly string[] }>('jobs-same-name', {
    category: 'configuration',
    what: ({ name, descriptions }) =>
      `${descriptions.length} jobs would be called ${name}: ${descriptions.join(' ')}`,
    why: () => 'The last of them would take the place of the others.',
    next: () => 'Give one of them another name, with `job` of the service or the environment.',
    example: { name: 'deploy', descriptions: ['Takes a release to beta.', 'Takes a release to live.'] },
  }),
};
