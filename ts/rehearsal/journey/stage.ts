import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Emulator } from '../aws/emulator.ts';
import { JenkinsHome } from '../jenkins/home.ts';
import { stackTree } from '../terraform/tree.ts';
import { promotionYamlOf, region, sampleServices, type EnvironmentName } from './acme.ts';
import { buildClusters } from './cluster.ts';
import { runProgram, type ProgramOptions, type Ran } from './program.ts';
import { SourceRepository } from './source.ts';
import type { Story } from './story.ts';

/** Where the journey plays: real repositories, a real Jenkins home on disk, and an emulated AWS. */
export interface Stage {
  readonly dir: string;
  readonly emulator: Emulator;
  readonly home: JenkinsHome;
  readonly sources: ReadonlyMap<string, SourceRepository>;
  /** The checkout of the team's deployment repository, with promotion.yaml. */
  readonly deployments: string;
  readonly story: Story;
  /** Environments that Terraform writes; none where it is not on the PATH. */
  readonly byTerraform: readonly EnvironmentName[];
  /** Runs the program in `cwd` and answers what it printed and, as data, what it answered. */
  run(args: readonly string[], cwd: string, more?: Readonly<Record<string, string>>): Promise<Call>;
}

export interface Call extends Ran {
  readonly output: Readonly<Record<string, unknown>>;
  /** The problems it told. */
  readonly problems: readonly { readonly code: string; readonly what: string }[];
}

export async function setStage(
  dir: string,
  program: string,
  path: string,
  emulator: Emulator,
  story: Story,
  byTerraform: readonly EnvironmentName[] = [],
): Promise<Stage> {
  const env = environmentOf(dir, path, emulator);
  const options: ProgramOptions = { program, env, log: join(dir, 'commands.log') };
  mkdirSync(join(dir, 'home'), { recursive: true });
  writeFileSync(options.log, '');
  const stacks = await buildClusters(emulator.url, byTerraform);
  const tree = stackTree(
    Object.entries(stacks).map(([stack, services]) => ({
      stack,
      region,
      services,
      state: join(dir, 'terraform-states', `${stack}.tfstate`),
      node: process.execPath,
    })),
  );
  const home = JenkinsHome.create(join(dir, 'jenkins-home'), { now: () => emulator.clock.now() });
  for (const { name, firstBuild } of sampleServices) {
    home.createJob(`${name}-build`);
    writeFileSync(join(home.jobDir(`${name}-build`), 'nextBuildNumber'), `${firstBuild}\n`);
  }
  const sources = new Map(
    sampleServices.map(({ name }) => [name, new SourceRepository(join(dir, 'repositories', name), env)]),
  );
  let calls = 0;
  return {
    dir,
    emulator,
    home,
    sources,
    deployments: deploymentRepository(dir, env, {
      'promotion.yaml': promotionYamlOf(byTerraform),
      ...(byTerraform.length > 0 && inFolder('orchestration', tree)),
    }),
    story,
    byTerraform,
    run: async (args, cwd, more = {}) => {
      const result = join(dir, 'home', `result-${++calls}.json`);
      const ran = await runProgram(args, cwd, options, { ...more, ECS_PROMOTE_RESULT: result });
      return { ...ran, ...readResult(result, ran) };
    },
  };
}

/** promotion.yaml lives in a repository of its own, whose origin also holds the ledger's branch. */
function deploymentRepository(
  dir: string,
  env: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>>,
): string {
  const origin = join(dir, 'repositories', 'deployments.git');
  const checkout = new SourceRepository(join(dir, 'deployments'), env);
  checkout.cloneTo(origin);
  checkout.commit('Describe the line from test to live', '2026-10-05T08:00:00Z', 'Anna Smith', files);
  checkout.push(origin);
  return checkout.dir;
}

function inFolder(folder: string, files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
}

/** Only what the program needs: the machine's own AWS and git settings have no part in a rehearsal. */
function environmentOf(dir: string, path: string, emulator: Emulator): Readonly<Record<string, string>> {
  return {
    PATH: path,
    HOME: join(dir, 'home'),
    AWS_ENDPOINT_URL: emulator.url,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'AKIAREHEARSAL',
    AWS_SECRET_ACCESS_KEY: 'rehearsal',
    AWS_EC2_METADATA_DISABLED: 'true',
    ECS_PROMOTE_CLOCK_URL: emulator.clockUrl,
    GIT_CONFIG_NOSYSTEM: '1',
    TZ: 'UTC',
  };
}

/** What the program wrote for other programs, as a var in Groovy reads it. */
function readResult(file: string, { command }: Ran): Pick<Call, 'output' | 'problems'> {
  if (!existsSync(file)) throw new Error(`the rehearsal found no result of: ${command}`);
  const { output, problems } = JSON.parse(readFileSync(file, 'utf8')) as {
    output: Readonly<Record<string, unknown>> | null;
    problems: Call['problems'];
  };
  return { output: output ?? {}, problems };
}
