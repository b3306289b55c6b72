import { jenkinsErrors } from '../errors/catalogue/jenkins.ts';

/**
 * The parts of a job's full name: `team/deploy-test` → `team`, `deploy-test`. A branch is one part, in which Jenkins writes its slash
 * as `%2F` (`service1/feature%2Fx`). A name is data from people: it never becomes part of a path or address without being encoded or
 * compared with what is there.
 *
 * @throws ProblemError `jenkins-bad-job-name`
 */
export function jobNameParts(job: string): readonly [string, ...string[]] {
  const parts = job.split('/');
  const refuse = (reason: string) => jenkinsErrors.badJobName.error({ job, reason });
  if (job === '') throw refuse('it is empty');
  if (/\p{Cc}|\p{Surrogate}/u.test(job)) throw refuse('it holds control characters');
  if (job.startsWith('/')) throw refuse('it begins with a slash');
  if (parts.includes('')) throw refuse('a part of it is empty');
  const dots = parts.find((part) => part === '.' || part === '..');
  if (dots !== undefined) throw refuse(`"${dots}" is not a folder's name`);
  if (parts.some((part) => part.length > 255)) throw refuse('a part of it is longer than 255 characters');
  const [first = '', ...others] = parts;
  return [first, ...others];
}
