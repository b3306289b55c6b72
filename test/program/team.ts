import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../ts/adapters/clock/system.ts';
import { openLedger } from '../../ts/adapters/ledger/index.ts';
import type { Fact } from '../../ts/core/ledger/fact.ts';
import { releaseBytes } from '../../ts/core/release/release-id.ts';
import type { Release } from '../../ts/core/release/release.ts';
import { ended, type Ended } from '../cli/program.ts';
import { World } from '../promotion/world.ts';
import { builtProgram } from './built-program.ts';

export const branch = 'ecs-promote-ledger';

/** What a team has: a deployment repository with promotion.yaml, whose origin holds the ledger; and the emulated AWS of `World`. */
export class Team {
  readonly world: World;
  /** Checkout of the deployment repository, in which the program runs. */
  readonly dir: string;
  /** The bare repository it was cloned from. */
  readonly origin: string;
  /** Everything the program may put into a temporary folder. */
  readonly temporary: string;
  private readonly program = builtProgram();

  private constructor(world: World) {
    this.world = world;
    this.dir = join(world.dir, 'deployments');
    this.origin = join(world.dir, 'deployments.git');
    this.temporary = join(world.dir, 'tmp');
  }

  /**
   * @param settings members of the environment `test` besides its cluster, in YAML's flow style
   * @param surroundings how its services are set up
   */
  static async start(settings = '', surroundings: Parameters<typeof World.start>[0] = {}): Promise<Team> {
    const team = new Team(await World.start({ desiredCount: 1, server: true, ...surroundings }));
    for (const folder of [team.dir, team.temporary, join(team.world.dir, 'home')]) mkdirSync(folder);
    team.git('init', '--quiet', '--bare', team.origin);
    team.git('init', '--quiet', '--initial-branch=main');
    team.git('remote', 'add', 'origin', team.origin);
    writeFileSync(join(team.dir, 'promotion.yaml'), promotionYaml(settings));
    return team;
  }

  /** Writes the release's file and answers the words that promote it to `test`. */
  promoting(release: Release): readonly string[] {
    writeFileSync(join(this.dir, 'release.json'), releaseBytes(release));
    return [
      'promote',
      '--environment',
      'test',
      '--release',
      'release.json',
      '--out',
      'output',
      '--by',
      'anna',
    ];
  }

  /** Starts the program as the leader of a process group, so that git, which it starts, can be ended with it. */
  start(words: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
    return spawn(process.execPath, [this.program, ...words], {
      cwd: this.dir,
      env: { ...this.env(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
  }

  run(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return ended(this.start(words, env));
  }

  /** The facts of `test`, their chain checked by the ledger itself. */
  async facts(): Promise<readonly Fact[]> {
    const ledger = await openLedger(`${this.origin}#${branch}`, {
      clock: systemClock,
      cwd: this.dir,
      env: this.env(),
    });
    try {
      return await ledger.read('test');
    } finally {
      await ledger.close();
    }
  }

  /** The result file of the last call that was told to write it there. */
  result(): Record<string, unknown> {
    return JSON.parse(readFileSync(this.resultFile, 'utf8')) as Record<string, unknown>;
  }

  get resultFile(): string {
    return join(this.world.dir, 'result.json');
  }

  /** A hook of the origin, such as `pre-receive`: what the git server does before or after a push counts. */
  hook(name: string, script: string): void {
    writeFileSync(join(this.origin, 'hooks', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }

  removeHook(name: string): void {
    rmSync(join(this.origin, 'hooks', name));
  }

  async close(): Promise<void> {
    await this.world.close();
  }

  git(...words: readonly string[]): string {
    return execFileSync('git', words, { cwd: this.dir, env: this.env(), encoding: 'utf8' });
  }

  /** Nothing of the machine's own AWS and git settings gets in. */
  private env(): Readonly<Record<string, string>> {
    const { url, clockUrl } = this.world.emulator;
    return {
      PATH: process.env['PATH'] ?? '',
      HOME: join(this.world.dir, 'home'),
      TMPDIR: this.temporary,
      GIT_CONFIG_NOSYSTEM: '1',
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: 'AKIATEST',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_EC2_METADATA_DISABLED: 'true',
      ECS_PROMOTE_CLOCK_URL: clockUrl,
      ECS_PROMOTE_RESULT: this.resultFile,
    };
  }
}

/** The team's configuration; `settings` as `Team.start` takes them. */
export function promotionYaml(settings = ''): string {
  const registry = '123456789012.dkr.ecr.ap-southeast-2.amazonaws.com';
  return `version: 1
defaults: { region: ap-southeast-2, accountId: "123456789012" }
services:
  service1: { image: ${registry}/service1 }
  service2: { image: ${registry}/service2 }
environments:
  test: { cluster: appcluster-test${settings === '' ? '' : `, ${settings}`} }
`;
}

/** What facts tell, in words: `intent`, `verification`, `outcome verified`. */
export function story(facts: readonly Fact[]): readonly string[] {
  return facts.map((fact) => {
    if (fact.kind !== 'promotion') return fact.kind;
    return fact.phase === 'outcome' ? `outcome ${fact.result}` : fact.phase;
  });
}

/** Ends the program and every process that it started, at once, as a dead agent does. Resolves when it is gone. */
export async function kill(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    process.kill(-child.pid, 'SIGKILL');
    await gone;
  }
}
