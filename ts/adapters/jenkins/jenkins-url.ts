import { jobNameParts } from '../../core/choices/job-name.ts';
import { jenkinsErrors } from '../../core/errors/catalogue/jenkins.ts';

/**
 * The root address of a Jenkins, ending in a slash; a path before it (`https://host/jenkins`) stays.
 *
 * @throws ProblemError `jenkins-bad-url`, which does not repeat the address: it may hold a password
 */
export function jenkinsRoot(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const refuse = (reason: string) => jenkinsErrors.badUrl.error({ reason });
  if (url === undefined) throw refuse('it is not an address');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refuse(`it begins with ${url.protocol}`);
  if (url.username !== '' || url.password !== '') throw refuse('it holds a user name or a password');
  if (url.search !== '' || url.hash !== '') throw refuse('it holds a question mark or a hash sign');
  return `${url.origin}${url.pathname.replace(/\/*$/, '/')}`;
}

/**
 * `team/deploy-test` → `job/team/job/deploy-test/`. A branch's name holds its slash as `%2F` already, so its percent sign is encoded
 * once more: `job/service1/job/feature%252Fx/` (jenkins.branch.NameEncoder).
 */
export function jobPath(job: string): string {
  return jobNameParts(job)
    .map((part) => `job/${encodeURIComponent(part)}/`)
    .join('');
}
