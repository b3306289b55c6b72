import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';

/** Runs the product as a person or a Jenkins build does: as a process, with arguments and an environment. */
export interface Ran {
  readonly command: string;
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  /** Path of the program's entry. */
  readonly program: string;
  /** Everything the processes may see; nothing of the surrounding machine's AWS or git settings gets in. */
  readonly env: Readonly<Record<string, string>>;
  /** Every call and what it printed is appended here. */
  readonly log: string;
}

export async function runProgram(
  args: readonly string[],
  cwd: string,
  { program, env, log }: ProgramOptions,
  more: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const command = `ecs-promote ${args.map(quoted).join(' ')}`;
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: { ...env, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, code] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise<number | null>((resolve, reject) => {
      child.once('error', reject).once('close', resolve);
    }),
  ]);
  appendFileSync(log, `$ ${command}\n${stderr}${stdout}exit ${code ?? 'by signal'}\n\n`);
  return { command, code, stdout, stderr };
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}

/** For people who want to type the command again. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
