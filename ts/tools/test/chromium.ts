import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** How distributions and vendors call it. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Sees to a Chromium for the tests that look at pages: that of the machine; else Debian's package, where we may install it. Answers
 * what is missing all the same, in words for the person who has to install it.
 */
export function ensureChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (chromium(env) === undefined && process.getuid?.() === 0) install(env);
  if (chromium(env) !== undefined) return undefined;
  return 'The tests of pages need Chromium (chromium or google-chrome on the PATH). On Debian or Ubuntu: sudo apt-get install chromium';
}

/** Its file; undefined where there is none on the PATH. */
export function chromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((file) => existsSync(file));
}

function install(env: NodeJS.ProcessEnv): void {
  const settings = {
    stdio: ['ignore', 'ignore', 'inherit'] as const,
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  const apt = (...words: readonly string[]) =>
    spawnSync('apt-get', words, { ...settings, stdio: [...settings.stdio] });
  if (apt('--version').status !== 0) return;
  console.log('Installing Chromium with apt-get');
  apt('update', '-q');
  apt('install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-dejavu-core');
}
