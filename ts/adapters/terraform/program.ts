import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { close, open } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { terraformErrors } from '../../core/errors/catalogue/terraform.ts';
import type { Terraform, TerraformEnd, Workplace } from '../../ports/terraform.ts';
import { Tail } from './tail.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** How a call of Terraform becomes a process. */
export interface Command {
  readonly program: string;
  readonly words: readonly string[];
  readonly env: Environment;
}

const opened = promisify(open);
const closed = promisify(close);

/** Terraform as a process. `commandFor` puts the words into a native call or into one of a container. */
export class TerraformProgram implements Terraform {
  readonly program: string;
  readonly mountsModules: boolean;
  readonly #commandFor: (words: readonly string[], where: Workplace | undefined) => Command;
  readonly #interrupted: AbortSignal;
  readonly #scratch: string;

  constructor(
    options: { readonly program: string; readonly mountsModules: boolean; readonly scratch: string },
    commandFor: (words: readonly string[], where: Workplace | undefined) => Command,
    interrupted: AbortSignal,
  ) {
    this.program = options.program;
    this.mountsModules = options.mountsModules;
    this.#scratch = options.scratch;
    this.#commandFor = commandFor;
    this.#interrupted = interrupted;
  }

  async version(): Promise<string> {
    const { stdout, stderr } = await this.#run(['version'], undefined, undefined);
    const version = /^Terraform v(\S+)/m.exec(stdout)?.[1];
    if (version !== undefined) return version;
    const said = (stderr || stdout).trim().split('\n')[0] ?? '';
    throw terraformErrors.versionUnknown.error({
      program: this.program,
      said: said === '' ? 'nothing' : said,
    });
  }

  run(words: readonly string[], where: Workplace, listen?: (line: string) => void): Promise<TerraformEnd> {
    return this.#run(words, where, listen);
  }

  /**
   * Terraform writes to files and not into our pipes: when the process has to end before Terraform has (Jenkins gives five seconds),
   * a closed pipe would kill it in the middle of an apply. It has a session of its own, so that Ctrl-C in a terminal does not reach
   * it a second time beside ours: at the second interrupt Terraform leaves without writing its state.
   */
  async #run(
    words: readonly string[],
    where: Workplace | undefined,
    listen: ((line: string) => void) | undefined,
  ): Promise<TerraformEnd> {
    this.#interrupted.throwIfAborted();
    const { program, words: argv, env } = this.#commandFor(words, where);
    const id = randomUUID();
    const paths = ['out', 'err'].map((name) => join(where?.folder ?? this.#scratch, `${id}.${name}`)) as [
      string,
      string,
    ];
    const tails = paths.map((path) => new Tail(path, listen));
    const [out, err] = (await Promise.all(paths.map((path) => opened(path, 'ax', 0o600)))) as [
      number,
      number,
    ];
    try {
      for (const tail of tails) tail.start();
      const child = spawn(program, argv, {
        cwd: where?.stack ?? this.#scratch,
        env,
        stdio: ['ignore', out, err],
        detached: true,
      });
      const ended = new Promise<number>((resolve, reject) => {
        child.on('error', (cause) => {
          reject(this.#notStarted(cause));
        });
        child.on('exit', (code, signal) => {
          resolve(code ?? (signal === null ? 1 : 128));
        });
      });
      const interrupt = (): void => void child.kill('SIGINT');
      this.#interrupted.addEventListener('abort', interrupt, { once: true });
      if (child.pid !== undefined) await where?.keepFor(child.pid);
      const code = await ended.finally(() => {
        this.#interrupted.removeEventListener('abort', interrupt);
      });
      const [stdout = '', stderr = ''] = await Promise.all(tails.map((tail) => tail.finish()));
      this.#interrupted.throwIfAborted();
      return { code, stdout, stderr };
    } finally {
      await Promise.all([closed(out), closed(err), ...tails.map((tail) => tail.remove())]);
    }
  }

  #notStarted(cause: Error): Error {
    const { code } = cause as NodeJS.ErrnoException;
    const reason =
      code === 'ENOENT' ? 'it was not found' : code === 'EACCES' ? 'this user may not run it' : cause.message;
    return terraformErrors.programMissing.error({ program: this.program, reason }, { cause });
  }
}
