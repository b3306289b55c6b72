/** The scripts as text: what a shell and shellcheck say of them without running them. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '../../jenkins/agent-ami');
const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0;

describe.each(['install.sh', 'tools.sh'])('%s', (name) => {
  const script = join(folder, name);

  test.each(['sh', 'bash'])('is taken by %s', (shell) => {
    expect(spawnSync(shell, ['-n', script], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });

  test(
    hasShellcheck
      ? 'shellcheck finds nothing, and what is silenced has its reason there or where it was first'
      : 'shellcheck is not installed here (Debian package shellcheck): only what is silenced is read',
    () => {
      if (hasShellcheck)
        expect(spawnSync('shellcheck', [script], { encoding: 'utf8' })).toMatchObject({
          status: 0,
          stdout: '',
        });
      const silenced = readFileSync(script, 'utf8').match(/# shellcheck disable=.*/g) ?? [];
      const reasoned = new Set(silenced.filter((line) => / # \S/.test(line)).map(rule));
      expect(silenced.filter((line) => !reasoned.has(rule(line)))).toEqual([]);
    },
  );
});

function rule(line: string): string | undefined {
  return /disable=(SC\d+)/.exec(line)?.[1];
}
