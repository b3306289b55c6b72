import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { registry } from './acme.ts';
import { pushImage } from './image.ts';
import type { Call, Stage } from './stage.ts';

/** What the Jenkins jobs of the source do, build by build: the rehearsal stands in for the controller, the program is the product. */
export interface JobBuild {
  readonly job: string;
  readonly number: number;
  readonly workspace: string;
}

/** A service build: image, service env artifact, display name. */
export async function buildService(
  stage: Stage,
  service: string,
): Promise<JobBuild & { readonly displayName: string; readonly digest: string }> {
  const { home, emulator, sources } = stage;
  const source = sources.get(service);
  if (!source) throw new Error(`there is no repository of ${service}`);
  const build = start(stage, `${service}-build`);
  await pushImage(emulator.url, service, String(build.number), source.head());
  const record = await expectCode(
    0,
    stage.run(
      [
        'service-env',
        'record',
        '--service',
        service,
        '--build',
        String(build.number),
        '--repo',
        source.dir,
        '--image',
        `${registry}/${service}`,
        '--out',
        'output',
      ],
      build.workspace,
    ),
  );
  const named = await expectCode(0, stage.run(['display-name', '--repo', source.dir], build.workspace));
  const displayName = named.stdout.trimEnd();
  archive(stage, build, 'output');
  home.finish(build.job, build.number, { result: 'SUCCESS', displayName });
  return { ...build, displayName, digest: String(record.output['digest']) };
}

/** Test takes the last successful build of each service, and makes them one release. */
export async function deployToTest(stage: Stage): Promise<Deployed> {
  const build = start(stage, 'deploy-test');
  for (const service of stage.sources.keys()) {
    const job = `${service}-build`;
    copyArtifacts(stage, { job, number: lastSuccessful(stage, job) }, build);
  }
  const before = lastSuccessfulOrNone(stage, 'deploy-test');
  const parent =
    before === undefined ? [] : ['--parent', join(archiveDir(stage, 'deploy-test', before), 'release.json')];
  await expectCode(
    0,
    stage.run(
      [
        'release',
        'create',
        '--import',
        'import',
        '--config',
        config(stage),
        '--out',
        'release.json',
        ...parent,
      ],
      build.workspace,
    ),
  );
  return finish(stage, build, await promote(stage, build, 'test', 'release.json'));
}

/** Every other environment takes the release of an upstream build that a person chose from the list. */
export async function deployUpstream(
  stage: Stage,
  environment: string,
  upstream: { readonly job: string; readonly number: number },
  approve = false,
): Promise<Deployed> {
  const build = start(stage, `deploy-${environment}`);
  copyArtifacts(stage, upstream, build);
  const release = join('import', 'release.json');
  return finish(stage, build, await promote(stage, build, environment, release, approve));
}

/** The lines a person chooses from, newest first. */
export async function choices(stage: Stage, job: string): Promise<readonly string[]> {
  const listed = await expectCode(
    0,
    stage.run(['choices', '--jenkins-home', stage.home.dir, '--job', job, '--limit', '100'], stage.dir),
  );
  return listed.stdout.split('\n').filter((line) => line !== '');
}

export interface Deployed extends JobBuild {
  readonly call: Call;
  readonly releaseId: string;
  readonly result: string;
  readonly displayName: string;
}

async function promote(
  stage: Stage,
  build: JobBuild,
  environment: string,
  release: string,
  approve = false,
): Promise<Call> {
  const common = [
    '--environment',
    environment,
    '--release',
    release,
    '--config',
    config(stage),
    '--by',
    'anna',
  ];
  const who = { JOB_NAME: build.job, BUILD_NUMBER: String(build.number) };
  const approved = approve
    ? ['--approved-plan', await planToApprove(stage, common, build.workspace), '--approved-by', 'rita']
    : [];
  const promoteIt = (...more: readonly string[]) =>
    stage.run(['promote', ...common, ...approved, ...more, '--out', 'output'], build.workspace, who);
  const call = await promoteIt();
  return call.output['result'] === 'awaitingDecision' ? promoteIt(...decide(stage, call)) : call;
}

/** What Jenkins does with a question: ask it, hold no agent meanwhile, and pass the answer on with who gave it. */
function decide({ story }: Stage, { stdout, output }: Call): readonly string[] {
  story.line(stdout.trimEnd());
  story.line('Rita looks at the new tasks, and lets them go on.');
  const { id } = output['question'] as { readonly id: string };
  return ['--answer', 'continue', '--question', id, '--answered-by', 'rita'];
}

/** What Jenkins does around an `input`: show the plan, and pass on the hash of what was shown. */
async function planToApprove(stage: Stage, common: readonly string[], cwd: string): Promise<string> {
  const planned = await expectCode(0, stage.run(['plan', ...common], cwd));
  stage.story.line(planned.stdout.trimEnd());
  stage.story.line('Rita reads the plan, and approves it: that one and no other.');
  return String(planned.output['planHash']);
}

function finish(stage: Stage, build: JobBuild, call: Call): Deployed {
  const displayName = String(call.output['displayName']);
  archive(stage, build, 'output');
  stage.home.finish(build.job, build.number, {
    result: call.code === 0 ? 'SUCCESS' : 'FAILURE',
    ...(call.code === 0 && { displayName }),
  });
  return {
    ...build,
    call,
    releaseId: String(call.output['releaseId']),
    result: String(call.output['result']),
    displayName,
  };
}

function start(stage: Stage, job: string): JobBuild {
  const number = stage.home.startBuild(job);
  const workspace = join(stage.dir, 'workspaces', job, String(number));
  mkdirSync(workspace, { recursive: true });
  return { job, number, workspace };
}

/** With fingerprints, as the library does it. */
function archive(stage: Stage, { job, number, workspace }: JobBuild, folder: string): void {
  const files = filesBelow(join(workspace, folder));
  stage.home.archive(job, number, files);
  stage.home.fingerprint(job, number, files, true);
}

function filesBelow(folder: string): Readonly<Record<string, Uint8Array>> {
  if (!existsSync(folder)) return {};
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map(({ parentPath, name }) => [
      relative(folder, join(parentPath, name)),
      readFileSync(join(parentPath, name)),
    ]),
  );
}

/** Copy Artifact, flattened and with fingerprints, as the source's jobs use it. */
function copyArtifacts(
  stage: Stage,
  upstream: { readonly job: string; readonly number: number },
  { job, number, workspace }: JobBuild,
): void {
  const from = archiveDir(stage, upstream.job, upstream.number);
  cpSync(from, join(workspace, 'import'), { recursive: true });
  stage.home.fingerprint(job, number, filesBelow(from), false);
}

function archiveDir(stage: Stage, job: string, number: number): string {
  return join(stage.home.buildDir(job, number), 'archive');
}

function lastSuccessful(stage: Stage, job: string): number {
  const number = lastSuccessfulOrNone(stage, job);
  if (number === undefined) throw new Error(`${job} has no successful build`);
  return number;
}

function lastSuccessfulOrNone(stage: Stage, job: string): number | undefined {
  const permalinks = join(stage.home.jobDir(job), 'builds', 'permalinks');
  if (!existsSync(permalinks)) return undefined;
  const number = /^lastSuccessfulBuild (\d+)$/m.exec(readFileSync(permalinks, 'utf8'))?.[1];
  return number === undefined ? undefined : Number(number);
}

function config(stage: Stage): string {
  return join(stage.deployments, 'promotion.yaml');
}

async function expectCode(code: number, call: Promise<Call>): Promise<Call> {
  const ran = await call;
  if (ran.code !== code)
    throw new Error(`${ran.command}\nended with ${ran.code ?? 'a signal'}, not ${code}:\n${ran.stderr}`);
  return ran;
}
