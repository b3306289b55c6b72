import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Host } from '../../ts/cli/host.ts';
import { main } from '../../ts/cli/main.ts';
import * as environmentDown from '../../ts/cli/run/environment-down.ts';
import * as environmentList from '../../ts/cli/run/environment-list.ts';
import * as environmentUp from '../../ts/cli/run/environment-up.ts';
import * as orchestrate from '../../ts/cli/run/orchestrate.ts';
import { environmentDownStep } from '../../ts/steps/environment-down.ts';
import { environmentListStep } from '../../ts/steps/environment-list.ts';
import { environmentUpStep } from '../../ts/steps/environment-up.ts';
import { orchestrateStep } from '../../ts/steps/orchestrate.ts';

const fixtures = join(__dirname, '../fixtures/orchestration');

/** Tests that need Terraform say that they are skipped, instead of failing, where there is none. */
export const hasTerraform = spawnSync('terraform', ['version']).status === 0;
export const describeWithTerraform = hasTerraform ? describe : describe.skip;
if (!hasTerraform) console.warn('skipped: terraform is not on the PATH');

/** How one call ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A copy of a fixture's tree with a home and a folder for states of its own, and the program to call in it. */
export class World {
  readonly folder = mkdtempSync(join(tmpdir(), 'ecs-promote-orchestration-'));
  readonly tree = join(this.folder, 'tree');
  readonly states = join(this.folder, 'states');
  readonly env: Record<string, string>;

  constructor(fixture: 'today' | 'old') {
    cpSync(join(fixtures, fixture), this.tree, { recursive: true });
    cpSync(join(fixtures, 'states'), this.states, { recursive: true });
    for (const file of this.files()) this.replace(file, '/STATES', this.states);
    this.env = { PATH: process.env['PATH'] ?? '', HOME: this.folder };
  }

  /** Calls `orchestrate` in this process, with words as a shell would hand them over. `interrupt` resolves to a signal's name. */
  run(words: readonly string[], interrupt?: Promise<string>): Promise<Ended> {
    return this.call(['orchestrate', ...words], interrupt);
  }

  /** Calls any step about stacks. */
  async call(argv: readonly string[], interrupt?: Promise<string>): Promise<Ended> {
    const printed = { stdout: '', stderr: '' };
    const never = new Promise<void>(() => undefined);
    const host: Host = {
      argv: [...argv],
      env: this.env,
      cwd: this.tree,
      nodeVersion: process.version,
      out: (text) => {
        printed.stdout += text;
        return Promise.resolve();
      },
      err: (text) => {
        printed.stderr += text;
      },
      onInterrupt: (listener) => void interrupt?.then(listener),
      outOfTime: never,
      nothingLeft: never,
    };
    const runners = {
      orchestrate: () => Promise.resolve(orchestrate),
      'environment up': () => Promise.resolve(environmentUp),
      'environment down': () => Promise.resolve(environmentDown),
      'environment list': () => Promise.resolve(environmentList),
    };
    const core = () => runners;
    const steps = [orchestrateStep, environmentUpStep, environmentDownStep, environmentListStep];
    const program = { steps, version: 'test', origin: 'test' };
    const code = await main({ ...program, runners: { core, aws: core, rehearsal: core } }, host);
    return { code, ...printed };
  }

  /** The result of a call that must end well. */
  async result(words: readonly string[]): Promise<Record<string, unknown>> {
    const { code, stdout, stderr } = await this.run([...words, '--json']);
    if (code !== 0) throw new Error(`ended with ${code}:\n${stderr}`);
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  async outputs(words: readonly string[]): Promise<Record<string, unknown>> {
    const { outputs } = await this.result(['output', ...words]);
    const entries = Object.entries(outputs as Record<string, { value: unknown }>);
    return Object.fromEntries(entries.map(([name, { value }]) => [name, value]));
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.tree, file), text);
  }

  replace(file: string, from: string, to: string): void {
    this.write(file, readFileSync(join(this.tree, file), 'utf8').replaceAll(from, to));
  }

  /** All files of the tree. */
  files(): readonly string[] {
    return readdirSync(this.tree, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(this.tree, path)).isFile())
      .sort();
  }

  /** Changes when anything in the tree does. */
  fingerprint(): string {
    const hash = createHash('sha256');
    for (const file of this.files()) {
      const { mtimeMs, mode } = statSync(join(this.tree, file));
      hash.update(`${file} ${mtimeMs} ${mode}\n`).update(readFileSync(join(this.tree, file)));
    }
    return hash.digest('hex');
  }

  /** The folder in the cache of the one stack that was run. */
  place(): string {
    const cache = join(this.folder, '.cache/ecs-promote/terraform');
    const [place, ...others] = readdirSync(cache);
    if (place === undefined || others.length > 0) throw new Error('there is not one stack in the cache');
    return join(cache, place);
  }

  /** What is left of runs in the cache: plans, logs, copies. */
  leftovers(): readonly string[] {
    return readdirSync(this.place()).filter((name) => name !== 'data');
  }

  /** The names of the resources in a state, sorted; `!` behind one that is tainted. */
  state(name: string): readonly string[] {
    const text = readFileSync(join(this.states, `${name}.tfstate`), 'utf8');
    const { resources } = JSON.parse(text) as {
      resources: { name: string; instances: { status?: string }[] }[];
    };
    const names = resources.flatMap((one) =>
      one.instances.map(({ status }) => (status === 'tainted' ? `${one.name}!` : one.name)),
    );
    return names.sort();
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
