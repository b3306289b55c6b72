import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleDrafts } from '../../core/ledger/example-facts.ts';
import { systemClock } from '../clock/system.ts';
import { openLedger, type OpenedLedger } from './index.ts';

let root = '';
let temp = '';
const opened: OpenedLedger[] = [];
const keptTemp = process.env['TMPDIR'];
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'ledger-git-')));
  temp = join(root, 'tmp');
  mkdirSync(temp);
  process.env['TMPDIR'] = temp;
});
afterEach(async () => {
  for (const ledger of opened.splice(0)) await ledger.close();
  expect(readdirSync(temp)).toEqual([]);
  if (keptTemp === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = keptTemp;
  rmSync(root, { recursive: true });
});

const git = (cwd: string, ...args: string[]): string =>
  execFileSync('git', args, { cwd, encoding: 'utf8', env: { ...process.env, GIT_TERMINAL_PROMPT: '0' } });
const bare = (name = 'remote.git', ...options: string[]): string => {
  git(root, 'init', '--quiet', '--bare', ...options, name);
  return join(root, name);
};
/** A checkout with one commit, as a build has it. */
const checkout = (name: string, ...options: string[]): string => {
  git(root, 'init', '--quiet', '--initial-branch=main', ...options, name);
  const folder = join(root, name);
  git(folder, 'config', 'user.name', 'A Person');
  git(folder, 'config', 'user.email', 'person@acme.example');
  writeFileSync(join(folder, 'promotion.yaml'), 'version: 1\n');
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '-m', 'Start');
  return folder;
};
const open = async (address: string | undefined, more: { cwd?: string; configFile?: string } = {}) => {
  const ledger = await openLedger(address, { clock: systemClock, cwd: root, env: process.env, ...more });
  opened.push(ledger);
  return ledger;
};
const { stop, intent, outcome } = exampleDrafts;

describe('a ledger in a git branch', () => {
  it('starts the branch, with a history of its own, and reads it back elsewhere', async () => {
    const remote = bare();
    const ledger = await open(`${remote}#facts`);
    expect(await ledger.read('test')).toEqual([]);
    expect(await ledger.environments()).toEqual([]);
    const first = await ledger.append('test', intent);
    const second = await ledger.append('test', outcome, { expectedTail: first.id });
    const other = await ledger.append('live', stop);
    const elsewhere = await open(`${remote}#facts`);
    expect(await elsewhere.read('test')).toEqual([first, second]);
    expect(await elsewhere.read('live')).toEqual([other]);
    expect(await elsewhere.environments()).toEqual(['live', 'test']);
    expect(git(remote, 'ls-tree', '-r', '--name-only', 'facts').trim().split('\n').sort()).toEqual(
      [`live/${other.id}.json`, `test/${first.id}.json`, `test/${second.id}.json`].sort(),
    );
    expect(git(remote, 'log', '--format=%an <%ae> %s', 'facts').trim().split('\n')).toEqual([
      'ecs-promote <ecs-promote@localhost> stop live',
      'ecs-promote <ecs-promote@localhost> promotion test eeeeeee',
      'ecs-promote <ecs-promote@localhost> promotion test eeeeeee',
    ]);
  });

  it('sees what others added since it last looked', async () => {
    const remote = bare();
    const [mine, theirs] = [await open(`${remote}#facts`), await open(`${remote}#facts`)];
    const first = await mine.append('test', intent);
    const second = await theirs.append('test', outcome);
    const third = await mine.append('test', stop);
    expect(await theirs.read('test')).toEqual([first, second, third]);
    expect(third.previous).not.toBeNull();
  });

  it('refuses to add after a fact that the caller has not seen', async () => {
    const remote = bare();
    const [mine, theirs] = [await open(`${remote}#facts`), await open(`${remote}#facts`)];
    const first = await mine.append('test', intent, { expectedTail: null });
    await theirs.append('test', outcome);
    await expect(mine.append('test', stop, { expectedTail: first.id })).rejects.toMatchObject({
      problems: [{ code: 'ledger-moved-on' }],
    });
    expect(await mine.read('test')).toHaveLength(2);
  });

  it('answers questions asked at the same time', async () => {
    const ledger = await open(`${bare()}#facts`);
    await Promise.all(['a', 'b', 'c'].map((reason) => ledger.append('test', { ...stop, reason })));
    const answers = await Promise.all([ledger.read('test'), ledger.read('live'), ledger.read('test')]);
    expect(answers.map((facts) => facts.length)).toEqual([3, 0, 3]);
  });

  it('keeps text that git and shells might take for something else', async () => {
    const ledger = await open(`${bare()}#facts`);
    const reason = '$(touch x)\r\n`id` "\'\\ -x é 😂\u2028';
    const fact = await ledger.append('test', { ...stop, reason });
    expect(await (await open(ledger.address)).read('test')).toEqual([fact]);
  });

  it('works in a repository whose hashes are SHA-256', async () => {
    const folder = checkout('sha256', '--object-format=sha256');
    const ledger = await open(`${folder}#facts`);
    const fact = await ledger.append('test', intent);
    const second = await (await open(`${folder}#facts`)).append('test', stop);
    expect(await ledger.read('test')).toEqual([fact, second]);
  });

  it('is left alone by the hooks and the identity of whoever runs it', async () => {
    const hooks = join(root, 'hooks');
    mkdirSync(hooks);
    writeFileSync(join(hooks, 'pre-push'), '#!/bin/sh\nexit 1\n');
    chmodSync(join(hooks, 'pre-push'), 0o755);
    writeFileSync(join(root, 'gitconfig'), `[core]\nhooksPath = ${hooks}\nautocrlf = true\n`);
    const env = { ...process.env, GIT_CONFIG_GLOBAL: join(root, 'gitconfig'), PAGER: 'less', EDITOR: 'vi' };
    const ledger = await openLedger(`${bare()}#facts`, { clock: systemClock, cwd: root, env });
    opened.push(ledger);
    const fact = await ledger.append('test', { ...stop, reason: 'a\r\nb\n' });
    expect(await ledger.read('test')).toEqual([fact]);
  });
});

describe('without an address the ledger', () => {
  const lines = (text: string) => text.trim().split('\n');

  it("is a branch of the configuration's own repository, whose checkout stays as it is", async () => {
    const folder = checkout('deployments');
    writeFileSync(join(folder, 'unsaved'), 'x');
    const state = () => [git(folder, 'status', '--porcelain'), git(folder, 'rev-parse', 'HEAD')];
    const before = state();
    const ledger = await open(undefined, { configFile: 'deployments/promotion.yaml' });
    await ledger.append('test', intent);
    expect(state()).toEqual(before);
    expect(ledger.address).toBe(`${folder}#ecs-promote-ledger`);
    expect(lines(git(folder, 'log', '--format=%s', 'ecs-promote-ledger'))).toHaveLength(1);
  });

  it('is in its origin when there is one, wherever in the repository the file lies', async () => {
    const remote = bare();
    const folder = checkout('deployments');
    git(folder, 'remote', 'add', 'origin', '../remote.git');
    mkdirSync(join(folder, 'deep'));
    const ledger = await open(undefined, { cwd: folder, configFile: 'deep/promotion.yaml' });
    await ledger.append('test', intent);
    expect(ledger.address).toBe(`${remote}#ecs-promote-ledger`);
    expect(lines(git(remote, 'log', '--format=%s', 'ecs-promote-ledger'))).toHaveLength(1);
    expect(git(folder, 'branch', '--all')).not.toContain('ecs-promote-ledger');
  });

  it('is missing outside any repository', async () => {
    await expect(open(undefined)).rejects.toMatchObject({ problems: [{ code: 'ledger-not-configured' }] });
  });
});

describe('a git server that does not play along', () => {
  it('is reported when it is not there', async () => {
    const ledger = await open(`${join(root, 'nothing')}#facts`);
    await expect(ledger.read('test')).rejects.toMatchObject({
      problems: [{ code: 'ledger-unreachable', what: expect.stringContaining('does not appear to be') }],
    });
  });

  it('is reported when it protects the branch', async () => {
    const remote = bare();
    writeFileSync(
      join(remote, 'hooks', 'pre-receive'),
      '#!/bin/sh\necho "no pushes to this branch" >&2\nexit 1\n',
    );
    chmodSync(join(remote, 'hooks', 'pre-receive'), 0o755);
    const ledger = await open(`${remote}#facts`);
    await expect(ledger.append('test', intent)).rejects.toMatchObject({
      problems: [{ code: 'ledger-branch-protected', category: 'configuration' }],
    });
  });

  it.each([['pre-receive'], ['post-receive']])(
    'may lose a push that is killed in its %s hook: the fact is there once',
    async (hook) => {
      const remote = bare();
      // Kills the git push that it serves, once; before the fact is taken it also refuses it.
      const script = `#!/bin/sh
[ -e ${root}/killed ] && exit 0
pid=$PPID
until tr '\\0' ' ' < /proc/$pid/cmdline | grep -q -e '^[^ ]*git .*push --porcelain'; do
  [ $pid -gt 1 ] || exit 0
  pid=$(cut -d' ' -f4 /proc/$pid/stat)
done
touch ${root}/killed
kill -9 $pid
exit 1\n`;
      writeFileSync(join(remote, 'hooks', hook), script);
      chmodSync(join(remote, 'hooks', hook), 0o755);
      const ledger = await open(`${remote}#facts`);
      const fact = await ledger.append('test', intent);
      expect(existsSync(join(root, 'killed'))).toBe(true);
      expect(await (await open(`${remote}#facts`)).read('test')).toEqual([fact]);
    },
  );

  it('is reported when the branch is checked out there', async () => {
    const folder = checkout('deployments');
    const ledger = await open(`${folder}#main`);
    await expect(ledger.append('test', intent)).rejects.toMatchObject({
      problems: [{ code: 'ledger-branch-protected' }],
    });
  });

  it('is reported when someone rewrote a fact there', async () => {
    const remote = bare();
    const ledger = await open(`${remote}#facts`);
    const first = await ledger.append('test', intent);
    await ledger.append('test', outcome);
    git(root, 'clone', '--quiet', '--branch=facts', remote, 'vandal');
    writeFileSync(
      join(root, 'vandal', 'test', `${first.id}.json`),
      JSON.stringify({ ...first, reason: 'x' }),
    );
    git(join(root, 'vandal'), '-c', 'user.name=v', '-c', 'user.email=v@v', 'commit', '--quiet', '-am', 'x');
    git(join(root, 'vandal'), 'push', '--quiet');
    await expect(ledger.read('test')).rejects.toMatchObject({ problems: [{ code: 'ledger-chain-broken' }] });
    await expect(ledger.append('test', stop)).rejects.toMatchObject({
      problems: [{ code: 'ledger-chain-broken' }],
    });
    await expect(ledger.append('live', stop)).resolves.toMatchObject({ environment: 'live' });
  });
});

describe('two processes that write at once', () => {
  const writer = async (address: string, name: string): Promise<string[]> => {
    const source = `
      const { openLedger } = await import('./ts/adapters/ledger/index.ts');
      const { systemClock: clock } = await import('./ts/adapters/clock/system.ts');
      const ledger = await openLedger(${JSON.stringify(address)}, { clock, cwd: '/', env: process.env });
      for (let i = 0; i < 6; i++) {
        const fact = await ledger.append('test', { kind: 'stop', by: { name: '${name}' }, active: true, reason: String(i) });
        console.log(fact.id);
      }
      await ledger.close();`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.on('data', (chunk) => (out += String(chunk)));
    await once(child, 'close');
    return out.trim().split('\n');
  };

  it('make one chain that holds every fact of both', async () => {
    const address = `${bare()}#facts`;
    const ids = await Promise.all([writer(address, 'a'), writer(address, 'b')]);
    const facts = await (await open(address)).read('test');
    expect(facts).toHaveLength(12);
    for (const [i, name] of ['a', 'b'].entries())
      expect(facts.filter(({ by }) => by.name === name).map(({ id }) => id)).toEqual(ids[i]);
  });
});
