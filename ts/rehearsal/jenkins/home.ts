import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { keepFingerprints } from './fingerprints.ts';
import { buildXml, escapeXml, type BuildRecord, type JobKind } from './build-xml.ts';

export interface Ending {
  readonly result: 'SUCCESS' | 'UNSTABLE' | 'FAILURE' | 'NOT_BUILT' | 'ABORTED';
  readonly displayName?: string;
  readonly description?: string;
}

/**
 * Writes a Jenkins home as a controller does: jobs in folders, branches of multibranch projects, builds with their build.xml and
 * archived files. For tests and for the rehearsal; it is not a Jenkins and runs nothing.
 */
export class JenkinsHome {
  readonly dir: string;
  private readonly buildsDir: string;
  private readonly now: () => number;
  /** Folders of branches by the jobs' full names. */
  private readonly branches = new Map<string, string>();
  private readonly running = new Map<string, BuildRecord>();

  private constructor(dir: string, buildsDir: string, now: () => number) {
    this.dir = dir;
    this.buildsDir = buildsDir;
    this.now = now;
  }

  /**
   * Makes a home in `dir`, or goes on with the one that is there.
   *
   * @param options.now milliseconds since the epoch; 1 January 2026 and a second more at each call unless given
   * @param options.buildsDir Jenkins' pattern of where builds are kept, `${ITEM_ROOTDIR}/builds` unless given
   */
  static create(dir: string, options: { now?: () => number; buildsDir?: string } = {}): JenkinsHome {
    mkdirSync(join(dir, 'jobs'), { recursive: true });
    const buildsDir = options.buildsDir ?? '${ITEM_ROOTDIR}/builds';
    const config = `${xmlHeader}<hudson>\n  <version>2.516.3</version>\n  <workspaceDir>\${JENKINS_HOME}/workspace/\${ITEM_FULL_NAME}</workspaceDir>\n  <buildsDir>${escapeXml(buildsDir)}</buildsDir>\n</hudson>`;
    if (!existsSync(join(dir, 'config.xml'))) writeFileSync(join(dir, 'config.xml'), config);
    return new JenkinsHome(dir, buildsDir, options.now ?? secondsFrom(Date.UTC(2026, 0, 1)));
  }

  /** Makes a job, with the folders of its full name. One that is there stays as it is. */
  createJob(job: string, kind: JobKind = 'pipeline'): void {
    const folders = job.split('/').slice(0, -1);
    folders.forEach((_, index) => {
      makeItem(this.jobDir(folders.slice(0, index + 1).join('/')), folder);
    });
    makeItem(this.jobDir(job), kind === 'pipeline' ? pipelineJob : freestyleJob);
  }

  /** Makes a multibranch project's branch, and answers its job's full name: `service1` and `feature/x` → `service1/feature%2Fx`. */
  createBranch(project: string, branch: string): string {
    this.createJob(project);
    writeFileSync(join(this.jobDir(project), 'config.xml'), multibranch);
    const name = branch.replace(/[%/\\?#[\]]/g, encodeURIComponent);
    const dir = join(this.jobDir(project), 'branches', mangled(branch));
    makeItem(dir, pipelineJob);
    writeFileSync(join(dir, 'name-utf8.txt'), name);
    this.branches.set(`${project}/${name}`, dir);
    return `${project}/${name}`;
  }

  /** Begins a build, which makes the job when there is none, and answers its number. */
  startBuild(job: string, build: Partial<Omit<BuildRecord, 'number' | 'finished'>> = {}): number {
    if (!this.branches.has(job)) this.createJob(job, build.kind);
    const counter = join(this.jobDir(job), 'nextBuildNumber');
    const number = existsSync(counter) ? Number(readFileSync(counter, 'utf8')) : 1;
    writeFileSync(counter, `${number + 1}\n`);
    this.write(job, { kind: 'pipeline', startedAt: this.now(), ...build, number });
    return number;
  }

  /** Copies files, named by their path in the archive, into the build. */
  archive(job: string, number: number, files: Readonly<Record<string, string | Uint8Array>>): void {
    for (const [path, content] of Object.entries(files)) {
      const target = join(this.buildDir(job, number), 'archive', path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
  }

  /** Remembers files that a build has; `made`: by itself, rather than copied from another build. */
  fingerprint(
    job: string,
    number: number,
    files: Readonly<Record<string, string | Uint8Array>>,
    made: boolean,
  ): void {
    keepFingerprints(this.dir, files, { job, number, made }, this.now());
  }

  finish(job: string, number: number, { result, ...names }: Ending): void {
    const started = this.running.get(`${job}#${number}`);
    if (started === undefined) throw new Error(`build ${number} of ${job} is not running`);
    const durationMilliseconds = Math.max(1, this.now() - started.startedAt);
    this.write(job, { ...started, ...names, finished: { result, durationMilliseconds } });
    this.writePermalinks(job, number, result);
  }

  /** The folder of a job, which need not exist. */
  jobDir(job: string): string {
    return this.branches.get(job) ?? join(this.dir, ...job.split('/').flatMap((part) => ['jobs', part]));
  }

  buildDir(job: string, number: number): string {
    return join(this.buildsDirOf(job), String(number));
  }

  private buildsDirOf(job: string): string {
    return this.buildsDir
      .replace('${JENKINS_HOME}', this.dir)
      .replace('${ITEM_ROOTDIR}', this.jobDir(job))
      .replace(/\$\{ITEM_FULL_?NAME\}/, job);
  }

  private write(job: string, build: BuildRecord): void {
    const dir = this.buildDir(job, build.number);
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, 'build.xml'), buildXml(build));
    const key = `${job}#${build.number}`;
    if (build.finished) this.running.delete(key);
    else this.running.set(key, build);
  }

  /** Jenkins' own cache of them; `lastCompletedBuild` and `lastSuccessfulBuild` are what its pages show. */
  private writePermalinks(job: string, number: number, result: Ending['result']): void {
    const file = join(this.buildsDirOf(job), 'permalinks');
    const before = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
    const links = new Map(before.map((line) => line.split(' ', 2) as [string, string]));
    links.set('lastCompletedBuild', String(number));
    if (result === 'SUCCESS') links.set('lastStableBuild', String(number));
    if (result === 'SUCCESS' || result === 'UNSTABLE') links.set('lastSuccessfulBuild', String(number));
    else links.set('lastUnsuccessfulBuild', String(number));
    writeFileSync(file, [...links].map(([name, build]) => `${name} ${build}\n`).join(''));
  }
}

function makeItem(dir: string, config: string): void {
  mkdirSync(dir, { recursive: true });
  if (!existsSync(join(dir, 'config.xml'))) writeFileSync(join(dir, 'config.xml'), config);
}

/** Not Jenkins' way of mangling, on purpose: nobody may rely on it. */
function mangled(branch: string): string {
  const plain = branch.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 20);
  return plain === branch
    ? branch
    : `${plain}.${createHash('sha256').update(branch).digest('hex').slice(0, 8)}`;
}

function secondsFrom(start: number): () => number {
  let calls = 0;
  return () => start + 1000 * calls++;
}

const xmlHeader = "<?xml version='1.1' encoding='UTF-8'?>\n";
const folder = `${xmlHeader}<com.cloudbees.hudson.plugins.folder.Folder/>`;
const multibranch = `${xmlHeader}<org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject/>`;
const pipelineJob = `${xmlHeader}<flow-definition/>`;
const freestyleJob = `${xmlHeader}<project/>`;
