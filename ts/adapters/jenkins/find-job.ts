import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { jobNameParts } from '../../core/choices/job-name.ts';
import { jenkinsErrors } from '../../core/errors/catalogue/jenkins.ts';
import { suggest } from '../../core/errors/suggest.ts';

/**
 * The folder of a job in a Jenkins home. Each part of the name is compared with what is there and never joined to a path, so no name
 * leads out of the home, and the case counts on every file system.
 *
 * @throws ProblemError `jenkins-home-missing`, `jenkins-home-unreadable`, `jenkins-bad-job-name`, `jenkins-job-missing`,
 *   `jenkins-not-a-job`
 */
export function findJob(home: string, job: string): string {
  const parts = jobNameParts(job);
  if (!isDirectory(join(home, 'jobs'))) throw jenkinsErrors.homeMissing.error({ home });
  let dir = home;
  parts.forEach((part, index) => {
    const found = child(dir, part);
    if (found === undefined) throw missing(home, job, parts.slice(0, index), part, dir);
    dir = found;
  });
  if (!isDirectory(join(dir, 'builds')) && itemFolders.some((name) => isDirectory(join(dir, name)))) {
    throw jenkinsErrors.notAJob.error({
      job,
      source: home,
      holds: children(dir).map(({ name }) => `${job}/${name}`),
    });
  }
  return dir;
}

/** Where a folder keeps its items, and a multibranch project its branches (jenkins.branch.MultiBranchProject#getJobsDir). */
const itemFolders = ['jobs', 'branches'];

/** The folder usually has the item's name. Only where it has not are all the names read. */
function child(dir: string, wanted: string): string | undefined {
  for (const folder of itemFolders) {
    const path = join(dir, folder);
    if (entries(path).includes(wanted) && itemName(path, wanted) === wanted) return join(path, wanted);
  }
  return children(dir).find(({ name }) => name === wanted)?.path;
}

function children(dir: string): { readonly name: string; readonly path: string }[] {
  return itemFolders.flatMap((folder) =>
    entries(join(dir, folder)).map((entry) => ({
      name: itemName(join(dir, folder), entry),
      path: join(dir, folder, entry),
    })),
  );
}

/**
 * Branches, and repositories of an organisation folder, are kept in folders with shortened names; the real one stands in a file
 * beside, the folder's name is used where that is missing (com.cloudbees.hudson.plugins.folder.ChildNameGenerator#readItemName).
 */
function itemName(dir: string, entry: string): string {
  try {
    return readFileSync(join(dir, entry, 'name-utf8.txt'), 'utf8').trim() || entry;
  } catch {
    return entry;
  }
}

function entries(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw jenkinsErrors.homeUnreadable.error({ path: dir, reason: message }, { cause: error });
  }
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw jenkinsErrors.homeUnreadable.error({ path, reason: message }, { cause: error });
  }
}

function missing(home: string, job: string, above: readonly string[], part: string, dir: string): Error {
  const names = children(dir).map(({ name }) => name);
  // Somebody may have written a branch's slash as it is: service1/feature/x.
  const asBranch = job.split('/').slice(above.length).join('%2F');
  const meant = names.includes(asBranch) ? asBranch : suggest(part, names);
  return jenkinsErrors.jobMissing.error({
    job,
    source: home,
    meant: meant === undefined ? undefined : [...above, meant].join('/'),
    hidden: false,
  });
}
