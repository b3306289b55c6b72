import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gitErrors } from '../../core/errors/catalogue/git.ts';
import { rehearseErrors } from '../../core/errors/catalogue/rehearse.ts';
import { startEmulator, type Emulator } from '../../rehearsal/aws/emulator.ts';
import { playFault } from '../../rehearsal/journey/fault-scene.ts';
import { playJourney } from '../../rehearsal/journey/journey.ts';
import { onDemand } from '../../rehearsal/journey/acme.ts';
import { setStage } from '../../rehearsal/journey/stage.ts';
import { Story } from '../../rehearsal/journey/story.ts';
import type { rehearseStep } from '../../steps/rehearse.ts';
import type { Run } from '../context.ts';

/** Says that a folder was made by a rehearsal and may be replaced by the next one. */
const marker = '.ecs-promote-rehearsal';

export const run: Run<typeof rehearseStep> = async (input, { cwd, env, report }) => {
  const { fault, environment } = input;
  if (fault !== undefined && environment === undefined) {
    throw rehearseErrors.faultWithoutEnvironment.error({ given: '--fault', missing: '--environment' });
  }
  if (fault === undefined && environment !== undefined) {
    throw rehearseErrors.faultWithoutEnvironment.error({ given: '--environment', missing: '--fault' });
  }
  const path = env['PATH'] ?? '';
  if (!runs('git', ['--version'], path)) throw gitErrors.missing.error({});
  // A fault leaves the journey as it is: somebody who plays both still finds what the journey said is there.
  const out = input.out ?? (fault === undefined ? 'rehearsal' : 'rehearsal-fault');
  const folder = emptyFolder(resolve(cwd, out), out);
  const story = new Story((line) => {
    report.line(line);
  });
  const emulator = await startEmulator({ seed: input.seed });
  try {
    // The program beside this bundle is the one that people and builds run.
    const stage = await setStage(
      folder,
      join(__dirname, 'ecs-promote.cjs'),
      path,
      emulator,
      story,
      fault === undefined && hasTerraform(path) ? onDemand : [],
    );
    const deployed =
      fault !== undefined && environment !== undefined
        ? await playFault(stage, fault, environment)
        : await playJourney(stage);
    const files = whatToLookAt(out, fault === undefined);
    const releases = [...new Set(deployed.map(({ releaseId }) => releaseId))];
    return {
      output: { folder: out, proven: story.proven, releases, files },
      text: summary(story.proven, releases, emulator, files),
    };
  } finally {
    await emulator.close();
  }
};

/** As new as the rehearsed stacks need it. */
function hasTerraform(path: string): boolean {
  const { status, stdout } = spawnSync('terraform', ['version', '-json'], {
    env: { PATH: path },
    encoding: 'utf8',
  });
  return status === 0 && /"terraform_version": *"1\.(?:[4-9]|\d\d)/.test(stdout);
}

function runs(program: string, words: readonly string[], path: string): boolean {
  return spawnSync(program, words, { env: { PATH: path } }).status === 0;
}

function emptyFolder(folder: string, named: string): string {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    if (!existsSync(join(folder, marker))) throw rehearseErrors.folderInUse.error({ folder: named });
    rmSync(folder, { recursive: true });
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, marker),
    'Made by `ecs-promote rehearse`; the next rehearsal replaces this folder.\n',
  );
  return folder;
}

function whatToLookAt(out: string, isLive: boolean): Readonly<Record<string, string>> {
  const configuration = join(out, 'deployments', 'promotion.yaml');
  const home = join(out, 'jenkins-home');
  return {
    'the configuration': configuration,
    'builds with their artifacts': join(home, 'jobs'),
    'the ledger': `git -C ${join(out, 'repositories', 'deployments.git')} log --stat ecs-promote-ledger`,
    ...(isLive && {
      'the lineage of Live': `npx ecs-promote release lineage --environment live --config ${configuration} --jenkins-home ${home}`,
    }),
    'every command and what it printed': join(out, 'commands.log'),
  };
}

function summary(
  proven: number,
  releases: readonly string[],
  { calls, clock }: Emulator,
  files: Readonly<Record<string, string>>,
): string {
  const minutes = Math.round((clock.now() - (calls[0]?.at ?? clock.now())) / 60_000);
  const width = Math.max(...Object.keys(files).map((what) => what.length));
  return [
    '',
    `${proven} statements proven in ${minutes} minutes of AWS’s time and ${calls.length} requests; releases ${releases.map((id) => id.slice(0, 7)).join(', ')}.`,
    ...Object.entries(files).map(([what, where]) => `  ${what.padEnd(width)}  ${where}`),
  ].join('\n');
}
