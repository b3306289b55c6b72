import { ProblemError } from '../../core/errors/problem.ts';
import type { Archive } from '../../ports/archive.ts';
import { buildsFolder } from '../jenkins/home-builds.ts';
import { folderArchive } from './folder-archive.ts';

/**
 * The archives and fingerprints of a Jenkins home. A job that is gone has no builds, which is for whoever looks for them to say.
 *
 * @throws ProblemError `jenkins-home-missing`, `jenkins-home-unreadable`
 */
export function homeArchive(home: string): Archive {
  const buildsOf = (job: string): string | undefined => {
    try {
      return buildsFolder(home, job);
    } catch (error) {
      const gone = ['jenkins-job-missing', 'jenkins-not-a-job', 'jenkins-bad-job-name'];
      if (error instanceof ProblemError && error.problems.every(({ code }) => gone.includes(code)))
        return undefined;
      throw error;
    }
  };
  return folderArchive(home, buildsOf, 'archive');
}
