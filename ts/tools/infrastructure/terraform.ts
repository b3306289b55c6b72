import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SchemaProvider } from './schema-provider.ts';
import type { Configuration } from './stacks.ts';

/** How a run of Terraform ended. */
export interface Run {
  readonly ok: boolean;
  readonly output: string;
}

/** A copy of `orchestration` in which Terraform runs with the stand-in for its provider. */
export class TerraformTree {
  readonly #folder = mkdtempSync(join(tmpdir(), 'ecs-promote-stacks-'));
  readonly #provider: SchemaProvider;
  readonly #initialised = new Set<string>();

  constructor(root: string, provider: SchemaProvider) {
    this.#provider = provider;
    // Stacks take the program and the validation function from there.
    cpSync(join(root, 'dist'), join(this.#folder, 'dist'), { recursive: true });
    cpSync(join(root, 'orchestration'), join(this.#folder, 'orchestration'), { recursive: true });
  }

  /** Are all files formatted as Terraform writes them? */
  format(): Promise<Run> {
    return this.#terraform('orchestration', ['fmt', '-check', '-diff', '-recursive', '-no-color']);
  }

  validate(stack: string): Promise<Run> {
    return this.#run(stack, ['validate', '-no-color']);
  }

  /** The stack's own tests, in its folder `tests`. */
  test(stack: string): Promise<Run> {
    return this.#run(stack, ['test', '-no-color']);
  }

  /** Plans the stack with the settings of an example: no variable may be missing, unknown, of a wrong type or refused. */
  plan({ folder, stack }: Configuration): Promise<Run> {
    const source = join(this.#folder, 'orchestration/src', stack);
    cpSync(join(this.#folder, 'orchestration', folder), source, { recursive: true });
    cpSync(join(source, 'variables.tfvars'), join(source, 'example.tfvars'));
    rmSync(join(source, 'variables.tfvars'));
    const mocked =
      'mock_provider "aws" {\n  source = "../../mocks"\n}\n\nrun "plans" {\n  command = plan\n}\n';
    writeFileSync(join(source, 'example.tftest.hcl'), mocked);
    return this.#run(stack, ['test', '-no-color', '-filter=example.tftest.hcl', '-var-file=example.tfvars']);
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #run(stack: string, words: readonly string[]): Promise<Run> {
    const folder = `orchestration/src/${stack}`;
    if (!this.#initialised.has(stack)) {
      const init = await this.#terraform(folder, ['init', '-backend=false', '-input=false', '-no-color']);
      if (!init.ok) return init;
      this.#initialised.add(stack);
    }
    return this.#terraform(folder, words);
  }

  #terraform(folder: string, words: readonly string[]): Promise<Run> {
    const env = {
      PATH: process.env['PATH'] ?? '',
      HOME: this.#folder,
      CHECKPOINT_DISABLE: '1',
      ...this.#provider.env,
    };
    return new Promise((resolve, reject) => {
      const child = spawn('terraform', words, { cwd: join(this.#folder, folder), env });
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.on('error', reject);
      child.on('close', (code) => {
        resolve({ ok: code === 0, output });
      });
    });
  }
}
