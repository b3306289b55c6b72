import * as z from 'zod/mini';
import { buildResults, type Look } from '../../core/choices/build.ts';
import { jobNameParts } from '../../core/choices/job-name.ts';
import { defaultLookBack, takeNewest } from '../../core/choices/newest.ts';
import { jenkinsErrors } from '../../core/errors/catalogue/jenkins.ts';
import { suggest } from '../../core/errors/suggest.ts';
import type { BuildListing, BuildResult, UpstreamBuilds } from '../../ports/builds.ts';
import { jenkinsRoot, jobPath } from './jenkins-url.ts';
import { getJson, type JenkinsAccess } from './request.ts';

export interface JenkinsRestOptions {
  /** Both or neither. */
  readonly user?: string | undefined;
  readonly token?: string | undefined;
  /** For one request; 30 unless given. */
  readonly timeoutSeconds?: number;
  /** How many builds may be looked at for one list. */
  readonly lookBack?: number | undefined;
  readonly signal?: AbortSignal;
}

/**
 * Builds as Jenkins tells them over REST, for agents and people. `builds` holds the newest 100 and no more; `allBuilds` with a range
 * goes on, page by page, and loads each build it tells from the controller's disk, so no page is asked for that is not needed. There
 * is no filter on the result.
 */
export class JenkinsRestBuilds implements UpstreamBuilds {
  private readonly access: JenkinsAccess;
  private readonly lookBack: number | undefined;

  /** @throws ProblemError `jenkins-bad-url`, `jenkins-half-credentials` */
  constructor(address: string, options: JenkinsRestOptions = {}) {
    const { user = '', token = '', timeoutSeconds = 30, lookBack, signal } = options;
    if (user === '' && token !== '') throw halfCredentials('JENKINS_TOKEN', 'JENKINS_USER');
    if (token === '' && user !== '') throw halfCredentials('JENKINS_USER', 'JENKINS_TOKEN');
    this.access = {
      root: jenkinsRoot(address),
      timeoutSeconds,
      ...(user !== '' && { credentials: { user, token } }),
      ...(signal && { signal }),
    };
    this.lookBack = lookBack;
  }

  async newest(
    job: string,
    wanted: { readonly limit: number; readonly results: readonly BuildResult[] },
  ): Promise<BuildListing> {
    const lookBack = this.lookBack ?? defaultLookBack(wanted);
    return takeNewest(this.looks(job, wanted.limit, lookBack), wanted, lookBack);
  }

  private async *looks(job: string, limit: number, lookBack: number): AsyncGenerator<Look> {
    let lowest = Infinity;
    for (let from = 0; from < lookBack;) {
      const to = Math.min(from + pageSize(limit), lookBack);
      const builds = await this.page(job, from, to);
      for (const build of builds) {
        // A build that began since the last page moves all others on, so one or more come twice.
        if (build.number >= lowest) continue;
        lowest = build.number;
        yield look(build);
      }
      if (builds.length < to - from) return;
      from = to;
    }
  }

  private async page(
    job: string,
    from: number,
    to: number,
  ): Promise<z.infer<typeof answer>['allBuilds'] & object> {
    const tree = encodeURIComponent(`allBuilds[number,displayName,result,building]{${from},${to}}`);
    const page = this.access.root + jobPath(job);
    const found = await getJson(this.access, page, `tree=${tree}`);
    if (!found.found) throw await this.missing(job, found);
    const { success, data } = answer.safeParse(found.json);
    if (!success) throw jenkinsErrors.notJson.error({ url: page, found: 'JSON of another kind' });
    if (data.allBuilds === undefined) {
      throw jenkinsErrors.notAJob.error({ job, source: this.access.root, holds: await this.jobsIn(job) });
    }
    return data.allBuilds;
  }

  private async missing(
    job: string,
    { isJenkins, title }: { isJenkins: boolean; title: string | undefined },
  ): Promise<Error> {
    const { root } = this.access;
    // Old versions say 404 without a word of being Jenkins; what stands at the root tells.
    if (!isJenkins && !(await getJson(this.access, root, 'tree=mode')).found) {
      return jenkinsErrors.notJenkins.error({ url: root, status: 404, title });
    }
    const folder = jobNameParts(job).slice(0, -1).join('/');
    const meant = suggest(job, await this.jobsIn(folder));
    return jenkinsErrors.jobMissing.error({ job, source: root, meant, hidden: true });
  }

  /** Full names of what a folder holds. Only makes an error more helpful, so it never fails. */
  private async jobsIn(folder: string): Promise<string[]> {
    const prefix = folder === '' ? '' : `${folder}/`;
    try {
      const page = this.access.root + (folder === '' ? '' : jobPath(folder));
      const found = await getJson(this.access, page, `tree=${encodeURIComponent('jobs[name]')}`);
      return children.parse(found.found && found.json).jobs.map(({ name }) => prefix + name);
    } catch {
      return [];
    }
  }
}

/** Half of all builds being good, one page is enough; larger ones would keep the controller busy too long. */
function pageSize(limit: number): number {
  return Math.min(Math.max(2 * limit, 20), 200);
}

function look({ number, displayName, result, building }: z.infer<typeof build>): Look {
  if (building === true || result === null) return { state: 'unfinished', number };
  return { state: 'completed', number, displayName: displayName ?? `#${number}`, result };
}

function halfCredentials(given: string, missing: string): Error {
  return jenkinsErrors.halfCredentials.error({ given, missing });
}

const build = z.object({
  number: z.int(),
  displayName: z.optional(z.nullable(z.string())),
  result: z.nullable(z.enum(buildResults)),
  building: z.optional(z.boolean()),
});
const answer = z.object({ allBuilds: z.optional(z.array(build)) });
const children = z.object({ jobs: z.array(z.object({ name: z.string() })) });
