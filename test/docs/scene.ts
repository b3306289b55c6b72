import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator } from '../../ts/rehearsal/aws/emulator.ts';
import {
  buildService,
  deployToTest,
  deployUpstream,
  type Deployed,
} from '../../ts/rehearsal/journey/jobs.ts';
import { setStage, type Stage } from '../../ts/rehearsal/journey/stage.ts';
import { Story } from '../../ts/rehearsal/journey/story.ts';
import { builtProgram } from '../program/built-program.ts';
import { ended, type Ended } from '../cli/program.ts';

/**
 * What the pages of docs/tasks tell of: three services and a line test, staging, live (and a cluster for a sandbox), with the
 * rehearsal's repositories, Jenkins home and emulated AWS. Commits have fixed dates, so releases have the ids that the pages name.
 */
export class Scene {
  readonly stage: Stage;
  private readonly dir: string;

  private constructor(stage: Stage, dir: string) {
    this.stage = stage;
    this.dir = dir;
  }

  static async start(): Promise<Scene> {
    const dir = mkdtempSync(join(tmpdir(), 'docs-'));
    const emulator = await startEmulator({ seed: 1 });
    const story = new Story(() => undefined);
    const stage = await setStage(dir, builtProgram(), process.env['PATH'] ?? '', emulator, story);
    return new Scene(stage, dir);
  }

  /** promotion.yaml as a page shows it. */
  configure(promotionYaml: string): void {
    writeFileSync(join(this.stage.deployments, 'promotion.yaml'), promotionYaml);
  }

  /** A commit with a fixed date, and the build of it. */
  async build(service: string, day: number, subject: string): Promise<void> {
    const { sources } = this.stage;
    sources
      .get(service)
      ?.commit(subject, `2026-10-0${day}T10:00:00Z`, 'Mei Lin', { 'app.js': `// ${day}: ${subject}\n` });
    await buildService(this.stage, service);
  }

  /** The last builds to test, and on to staging and live as far as that is wanted. */
  async upTo(environment: 'test' | 'staging' | 'live'): Promise<Deployed> {
    const test = await deployToTest(this.stage);
    if (environment === 'test') return test;
    const staging = await this.toStaging(test);
    return environment === 'staging' ? staging : this.toLive(staging);
  }

  toStaging(upstream: Deployed): Promise<Deployed> {
    return deployUpstream(this.stage, 'staging', upstream);
  }

  toLive(upstream: Deployed): Promise<Deployed> {
    return deployUpstream(this.stage, 'live', upstream, true);
  }

  /** What a person types in the deployment repository, or in another folder. */
  async type(command: string, cwd = this.stage.deployments): Promise<string> {
    const words = (command.replace(/ > .*$/, '').match(/"[^"]*"|\S+/g) ?? []).map((word) =>
      word.replaceAll('"', ''),
    );
    const { stdout, stderr } = await this.stage.run(words.slice(1), cwd);
    return `${stderr}${stdout}`;
  }

  /** The same as a process that gets SIGTERM when AWS is asked for `operation` the nth time. */
  async interrupt(words: readonly string[], operation: string, nth: number): Promise<Ended> {
    const { emulator, deployments } = this.stage;
    const child = spawn(process.execPath, [builtProgram(), ...words], {
      cwd: deployments,
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: join(this.dir, 'home'),
        AWS_ENDPOINT_URL: emulator.url,
        AWS_ACCESS_KEY_ID: 'AKIAREHEARSAL',
        AWS_SECRET_ACCESS_KEY: 'rehearsal',
        AWS_EC2_METADATA_DISABLED: 'true',
        ECS_PROMOTE_CLOCK_URL: emulator.clockUrl,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let calls = 0;
    const off = emulator.onCall((call, phase) => {
      if (phase === 'before' && call.operation === operation && ++calls === nth) child.kill('SIGTERM');
      return undefined;
    });
    const end = await ended(child);
    off();
    return end;
  }

  async close(): Promise<void> {
    await this.stage.emulator.close();
    rmSync(this.dir, { recursive: true });
  }
}
