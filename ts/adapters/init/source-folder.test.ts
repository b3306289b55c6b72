import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sourceFolder } from './source-folder.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'source-folder-'));
});
afterEach(() => {
  rmSync(cwd, { recursive: true });
});

function put(path: string, content: string | Buffer = path): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), content);
}

test('finds Jenkinsfiles at any depth by their names, and neither those of tools nor what links lead to', async () => {
  const wanted = [
    'old/Jenkinsfile',
    'old/a/Jenkinsfile.live',
    'old/a/b/web.Jenkinsfile',
    'old/c/x.jenkinsfile',
  ];
  for (const path of wanted) put(path);
  for (const path of ['old/node_modules/x/Jenkinsfile', 'old/.git/Jenkinsfile', 'old/a/Jenkinsfiles.md'])
    put(path);
  put('outside/Jenkinsfile');
  symlinkSync(join(cwd, 'outside'), join(cwd, 'old/link'));
  symlinkSync(join(cwd, 'old'), join(cwd, 'old/a/circle'));
  const { jenkinsfiles, passedOver } = await sourceFolder('old', cwd).read();
  expect(jenkinsfiles.map(({ path }) => path)).toEqual(wanted);
  expect(jenkinsfiles[0]).toEqual({ path: 'old/Jenkinsfile', text: 'old/Jenkinsfile' });
  expect(passedOver).toEqual([]);
});

test('finds trees of stacks, at most three folders below', async () => {
  for (const at of ['old', 'old/tools/terraform', 'old/1/2/3/4'])
    for (const path of ['src/web/main.tf', 'config/eu-west-1/web/variables.tfvars']) put(`${at}/${path}`);
  put('old/half/src/main.tf');
  const { trees } = await sourceFolder('old', cwd).read();
  expect(trees.map(({ root }) => root)).toEqual(['old', 'old/tools/terraform']);
  expect(await trees[1]?.folders()).toEqual({ src: ['web'], config: { 'eu-west-1': ['web'] } });
});

test('a Jenkinsfile that is no text, or too long, is told and keeps nobody from the others', async () => {
  put('old/a/Jenkinsfile', Buffer.from([0xe4, 0x27]));
  put('old/b/Jenkinsfile', 'x'.repeat(1024 * 1024 + 1));
  put('old/c/Jenkinsfile', 'node {}');
  const { jenkinsfiles, passedOver } = await sourceFolder('old', cwd).read();
  expect(jenkinsfiles.map(({ path }) => path)).toEqual(['old/c/Jenkinsfile']);
  expect(passedOver).toEqual([
    expect.stringContaining('old/a/Jenkinsfile'),
    expect.stringContaining('old/b/Jenkinsfile'),
  ]);
});

test('a folder that is not there is an error with its name', async () => {
  await expect(sourceFolder('absent', cwd).read()).rejects.toMatchObject({
    problems: [{ code: 'file-unreadable', what: expect.stringContaining('absent') as string }],
  });
});
