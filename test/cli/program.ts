import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

/** A bundled program, to be run as a process. */
export interface InstalledProgram {
  readonly file: string;
  /** An empty folder to work in, removed with the program. */
  readonly folder: string;
  /** `instead`: a copy of the program in another place. */
  run(words: readonly string[], env?: Readonly<Record<string, string>>, instead?: string): Promise<Ended>;
  start(words: readonly string[], env?: Readonly<Record<string, string>>, instead?: string): ChildProcess;
  remove(): void;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  /** Without the first line, which names version and Node. */
  readonly stderr: string;
  readonly firstLine: string;
}

/** The program with the steps of `fixture-program`, bundled as the real one is. */
export function installFixtureProgram(): InstalledProgram {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-promote-cli-'));
  const file = join(folder, 'bundle', 'fixture.cjs');
  const entry = join(__dirname, 'fixture-program', 'entry.ts');
  const flags = ['--bundle', '--platform=node', '--target=node20', '--format=cjs', '--log-level=error'];
  execFileSync(
    join(root, 'node_modules', '.bin', 'esbuild'),
    [entry, ...flags, '--main-fields=module,main', `--outfile=${file}`],
    { cwd: root },
  );
  return installed(folder, file);
}

/** The real program, built from the sources as they are now. */
export function installProgram(): InstalledProgram {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-promote-cli-'));
  const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const build = join(root, 'ts', 'tools', 'build.ts');
  execFileSync(process.execPath, [tsx, build, '--quick', '--into', join(folder, 'tree')], { cwd: root });
  return installed(folder, join(folder, 'tree', 'dist', 'bin', 'ecs-promote.cjs'));
}

/** What a result file holds. */
export function readResult(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}

function installed(folder: string, file: string): InstalledProgram {
  const start: InstalledProgram['start'] = (words, env = {}, instead = file) =>
    spawn(process.execPath, [instead, ...words], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  return {
    file,
    folder,
    start,
    run: (words, env, instead) => ended(start(words, env, instead)),
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

/** Waits until a process has ended and all it printed is here. */
export async function ended(child: ChildProcess): Promise<Ended> {
  const printed = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (text: string) => {
      printed[stream] += text;
    });
  }
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const [firstLine = '', ...lines] = printed.stderr.split('\n');
  return { code, stdout: printed.stdout, stderr: lines.join('\n'), firstLine };
}
