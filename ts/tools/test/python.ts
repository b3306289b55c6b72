import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** boto3's own minimum. */
const needed = 10;
const requirements = 'test/contract/requirements.txt';

/**
 * Sees to the Python programs that the contract tests speak with: a virtual environment under `build`, made once for each content of
 * the requirements. Python and pip are those of the machine; else Debian's packages, where we may install them. Answers what is in
 * the way all the same, in words for the person who has to do something about it.
 */
export function ensurePythonEnvironment(
  root: string,
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const environment = pythonEnvironment(root);
  if (existsSync(environment)) return undefined;
  if (!isFine(env) && process.getuid?.() === 0 && works('apt-get', ['--version'], env)) installPython(env);
  if (!isFine(env))
    return `The contract tests need Python 3.${needed} or newer (python3 on the PATH) with venv and pip. On Debian or Ubuntu: sudo apt-get install python3-venv python3-pip`;
  return make(root, environment, env);
}

/** Where it is, or would be. */
export function pythonEnvironment(root: string): string {
  const content = readFileSync(join(root, requirements));
  return join(root, 'build/contract', createHash('sha256').update(content).digest('hex').slice(0, 12));
}

export function sitePackages(environment: string): string {
  const [version = ''] = readdirSync(join(environment, 'lib')).filter((name) => name.startsWith('python3.'));
  return join(environment, 'lib', version, 'site-packages');
}

/** Made beside its place and moved there when it is whole, so that one that was interrupted is not taken for it. */
function make(root: string, environment: string, env: NodeJS.ProcessEnv): string | undefined {
  const unfinished = `${environment}.${process.pid}`;
  mkdirSync(join(root, 'build/contract'), { recursive: true });
  rmSync(unfinished, { recursive: true, force: true });
  console.log(`Installing what ${requirements} names into build/contract`);
  // Of the environment nothing but its packages and its interpreter is used, so neither a pip of its own nor compiled files.
  const failed = [
    ['python3', ['-m', 'venv', '--without-pip', unfinished]] as const,
    [
      'python3',
      [
        ...['-m', 'pip', '--python', join(unfinished, 'bin/python'), 'install', '--quiet', '--no-deps'],
        ...[
          '--no-compile',
          '--only-binary',
          ':all:',
          '--disable-pip-version-check',
          '-r',
          join(root, requirements),
        ],
      ],
    ] as const,
  ].find(
    ([program, words]) =>
      spawnSync(program, words, { stdio: ['ignore', 'ignore', 'inherit'], env }).status !== 0,
  );
  if (failed) {
    rmSync(unfinished, { recursive: true, force: true });
    return `The contract tests could not be set up: \`${failed[0]} ${failed[1].slice(0, 2).join(' ')}\` failed, see above. pip has to be 22.3 or newer, and to reach a package index that has what ${requirements} names.`;
  }
  renameSync(unfinished, environment);
  return undefined;
}

function isFine(env: NodeJS.ProcessEnv): boolean {
  return (
    works('python3', ['-c', `import sys; sys.exit(sys.version_info < (3, ${needed}))`], env) &&
    works('python3', ['-m', 'venv', '--help'], env) &&
    works('python3', ['-m', 'pip', '--version'], env)
  );
}

function installPython(env: NodeJS.ProcessEnv): void {
  console.log('Installing Python with apt-get');
  for (const words of [
    ['update', '-q'],
    ['install', '-y', '-q', 'python3-venv', 'python3-pip'],
  ])
    spawnSync('apt-get', words, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
    });
}

function works(program: string, words: readonly string[], env: NodeJS.ProcessEnv): boolean {
  return spawnSync(program, words, { stdio: 'ignore', env }).status === 0;
}
