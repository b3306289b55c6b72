import { spawnSync } from 'node:child_process';

const needed = 17;

/**
 * Sees to a JDK and Maven for the tests that run real Groovy: those of the machine; else Debian's packages, where we may install
 * them. Answers what is missing all the same, in words for the person who has to install it.
 */
export function ensureJava(): string | undefined {
  if (missing().length === 0) return undefined;
  if (process.getuid?.() === 0 && works('apt-get', ['--version'])) install();
  const still = missing();
  if (still.length === 0) return undefined;
  return `The Groovy tests need ${still.join(' and ')}. On Debian or Ubuntu: sudo apt-get install openjdk-17-jdk-headless maven`;
}

function missing(): readonly string[] {
  const maven = output('mvn', ['-v']);
  const compiler = /^javac (\d+)/m.exec(output('javac', ['-version']))?.[1];
  // Maven may run on another Java than the one on the PATH (JAVA_HOME).
  const runtime = /^Java version: (\d+)/m.exec(maven)?.[1] ?? compiler;
  const javaIsFine = Number(runtime) >= needed && Number(compiler ?? runtime) >= needed;
  return [
    ...(javaIsFine ? [] : [`a JDK ${needed} or newer (javac on the PATH)`]),
    ...(maven === '' ? ['Maven (mvn on the PATH)'] : []),
  ];
}

/** Debian keeps one or two JDKs a release: the oldest that is new enough. */
function install(): void {
  console.log('Installing a JDK and Maven with apt-get');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-q'], { stdio: ['ignore', 'ignore', 'inherit'], env });
  const jdk = ['17', '21', '25']
    .map((version) => `openjdk-${version}-jdk-headless`)
    .find((name) => works('apt-cache', ['show', name]));
  spawnSync('apt-get', ['install', '-y', '-q', ...(jdk === undefined ? [] : [jdk]), 'maven'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
}

function works(program: string, words: readonly string[]): boolean {
  return spawnSync(program, words, { stdio: 'ignore' }).status === 0;
}

/** Without the colours that Maven puts around its words. */
function output(program: string, words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8' });
  // eslint-disable-next-line no-control-regex -- that is how colours begin
  return status === 0 ? `${stdout}${stderr}`.replaceAll(/\u001b\[[0-9;]*m/g, '') : '';
}
