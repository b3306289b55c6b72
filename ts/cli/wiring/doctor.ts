import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type * as z from 'zod/mini';
import { cloudOf, type CloudPlace } from '../../adapters/doctor/cloud.ts';
import { isJenkinsHome, jenkinsHomeAt } from '../../adapters/doctor/jenkins-home.ts';
import { ledgerTrial } from '../../adapters/doctor/ledger-trial.ts';
import { machineAt } from '../../adapters/doctor/machine.ts';
import { policySurroundings } from '../../adapters/ecs/policy-surroundings.ts';
import { WorkspaceFiles } from '../../adapters/files/workspace-files.ts';
import { openLedger, type OpenedLedger } from '../../adapters/ledger/index.ts';
import { processCommands } from '../../adapters/process/commands.ts';
import { doctor, readConfiguration, type DoctorTools } from '../../app/doctor/doctor.ts';
import type { Config, Environment } from '../../core/config/config.ts';
import { placeOf } from '../../core/doctor/place.ts';
import { problemsOf, renderDoctor } from '../../core/doctor/render.ts';
import type { Policies } from '../../ports/doctor.ts';
import type { doctorStep } from '../../steps/doctor.ts';
import type { Answer, Context } from '../context.ts';
import { ledgerInS3, ledgerTrialInS3 } from '../part-s3.ts';
import { configLimitBytes } from './configuration.ts';
import { environmentNamed } from './deployment.ts';
import { policyFor } from './policy.ts';
import { stackTools } from './stack-tools.ts';

type Input = z.infer<(typeof doctorStep)['input']>;
type Output = z.input<(typeof doctorStep)['output']>;

/** How long one check may take. */
const patienceSeconds = 20;

/** What a test puts in place of the real thing. */
export interface Installed {
  /** The tree that the program lies in. */
  readonly root: string;
  readonly requestHandler?: CloudPlace['requestHandler'];
  readonly seconds?: number;
}

export async function examineThis(
  input: Input,
  context: Context,
  installed: Installed,
): Promise<Answer<Output>> {
  const { cwd, env } = context;
  const jenkinsHome = input.jenkinsHome ?? env['JENKINS_HOME'];
  const homeFolder = jenkinsHome === undefined ? undefined : resolve(cwd, jenkinsHome);
  const homeIsHere = homeFolder !== undefined && isJenkinsHome(homeFolder);
  const takenFor = placeOf(input.on, env, { jenkinsHome, homeIsHere });
  const files = new WorkspaceFiles(cwd);
  const configuration = await readConfiguration(files, input.config ?? null, configLimitBytes);
  const environments = configuration.read ? wanted(input.environment, configuration.config) : [];
  const ended = new AbortController();
  const ledgers: OpenedLedger[] = [];
  try {
    const rows = await doctor(takenFor.place, configuration, environments, {
      ...toolsOf(input, context, installed, { file: configuration.file, ended: ended.signal, ledgers }),
      home: homeIsHere ? jenkinsHomeAt(homeFolder) : undefined,
      machine: machineAt({
        root: installed.root,
        version: context.version,
        image: env['ECS_PROMOTE_HOME'] ?? '/opt/ecs-promote/current',
        cache: env['ECS_PROMOTE_CACHE'] ?? join(env['HOME'] ?? homedir(), '.cache', 'ecs-promote'),
        writes: [
          [env['TMPDIR'] ?? tmpdir(), 'temporary files'],
          [cwd, 'working folder'],
          ...(homeIsHere ? [[homeFolder, 'Jenkins home'] as const] : []),
        ],
      }),
    });
    return {
      output: { ...takenFor, rows: [...rows] },
      text: renderDoctor(takenFor, rows),
      problems: problemsOf(rows),
    };
  } finally {
    // What did not answer in time is not waited for.
    ended.abort(new Error('the doctor has ended'));
    await Promise.all(ledgers.map((ledger) => ledger.close()));
  }
}

function wanted(names: readonly string[] | undefined, config: Config): readonly Environment[] {
  return names?.map((name) => environmentNamed(name, config)) ?? config.environments;
}

function toolsOf(
  input: Input,
  context: Context,
  { requestHandler, seconds = patienceSeconds }: Installed,
  {
    file,
    ended,
    ledgers,
  }: { readonly file: string; readonly ended: AbortSignal; readonly ledgers: OpenedLedger[] },
): Omit<DoctorTools, 'home' | 'machine'> {
  const { clock, cwd, env, interrupted, version } = context;
  const signal = AbortSignal.any([interrupted, ended]);
  const cloud = cloudOf({ clock, signal, env, ...(requestHandler && { requestHandler }) });
  const configFile = resolve(cwd, file);
  // As withDeployment: what a file says is meant from where the file is, what a person types from where the person is.
  const from = input.ledger === undefined ? dirname(configFile) : cwd;
  const region = (config: Config) => config.environments[0]?.region ?? 'us-east-1';
  return {
    version,
    env,
    nodeVersion: process.version,
    zoneData: process.versions['tz'],
    commands: processCommands({ cwd, env }),
    cloud,
    policies: policiesOf((environment) => policySurroundings(cloud.accessTo(environment), environment)),
    stacks: () =>
      stackTools(
        { root: dirname(file), terraform: undefined, evidence: undefined },
        { ...context, interrupted: signal },
      ),
    openLedger: async (config) => {
      const ledger = await openLedger(input.ledger ?? config.ledger, {
        clock,
        cwd: from,
        env,
        configFile,
        s3: (place) => ledgerInS3(place, region(config), { ...context, interrupted: signal }),
      });
      ledgers.push(ledger);
      return ledger;
    },
    ledgerTrial: (config) =>
      ledgerTrial(input.ledger ?? config.ledger, {
        folder: from,
        env,
        s3: (place) => ledgerTrialInS3(place, region(config), { ...context, interrupted: signal }),
      }),
    seconds,
    limit: () => AbortSignal.timeout(seconds * 1000),
    interrupted,
  };
}

function policiesOf(surroundings: Parameters<typeof policyFor>[2]): Policies {
  const documentOf = async (wish: Parameters<typeof policyFor>[0], config: Config) =>
    (await policyFor(wish, config, surroundings)).document;
  return {
    deployer: (environment, config) =>
      documentOf({ role: 'deployer', environment, services: undefined }, config),
    agent: (config) => documentOf({ role: 'agent', environment: undefined, services: undefined }, config),
  };
}
