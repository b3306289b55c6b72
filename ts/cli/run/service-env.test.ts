import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProblemError } from '../../core/errors/problem.ts';
import type { Context } from '../context.ts';
import { run as displayName } from './display-name.ts';
import { run as read } from './service-env-read.ts';
import { run as write } from './service-env-write.ts';

let folder: string;
let context: Context;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'service env '));
  context = {
    env: { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', BUILD_NUMBER: '90' },
    cwd: folder,
    clock: { now: () => 0, sleep: () => Promise.resolve() },
    report: { line: () => undefined },
    interrupted: new AbortController().signal,
    version: '0.0.0',
  };
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function placesOf(promise: Promise<unknown>): Promise<string[]> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ProblemError)
      return error.problems.map(({ code, place }) =>
        [place?.file, place?.line, code].filter(Boolean).join(':'),
      );
  }
  return [];
}

describe('service-env', () => {
  const values = { SERVICE1_BUILD: 90, SERVICE1_COMMIT_MSG: 'It\'s "$5" = \\u0022\n', SERVICE1_TAG: '090' };

  it('writes what it reads, and prints what a shell reads back', async () => {
    const written = await write({ service: 'service1', out: 'output/', values }, context);
    expect(written).toEqual({
      output: { file: 'output/service1.env.groovy' },
      text: 'output/service1.env.groovy',
    });
    const answer = await read({ files: ['output/service1.env.groovy'] }, context);
    expect(answer.output.files[0]?.values).toEqual({ ...values, SERVICE1_BUILD: '90' });
    const shell = `${answer.text}\nprintf '%s|' "$SERVICE1_BUILD" "$SERVICE1_COMMIT_MSG" "$SERVICE1_TAG"`;
    expect(execFileSync('bash', ['-c', shell]).toString()).toBe(`90|${values.SERVICE1_COMMIT_MSG}|090|`);
  });

  it('touches no file when anything is wrong, and says all of it', async () => {
    await write({ service: 's', out: '.', values: { A: '1' } }, context);
    const wrong = write({ service: '../s', out: '.', values: { a: '1', B: '\0' } }, context);
    expect(await placesOf(wrong)).toEqual([
      'service-env-service-name',
      'service-env-name',
      'service-env-value-nul',
    ]);
    expect(await placesOf(write({ service: 's', out: '.', values: {} }, context))).toEqual([
      'service-env-nothing-to-write',
    ]);
    expect(readdirSync(folder)).toEqual(['s.env.groovy']);
    expect(readFileSync(join(folder, 's.env.groovy'), 'utf8')).toMatch(/\nenv\.A=1\n$/);
  });

  it('reports the problems of all files at once', async () => {
    writeFileSync(join(folder, 'a'), 'env.A=1\nsh "x"\nenv.B=010\n');
    writeFileSync(join(folder, 'b'), '// nothing\n');
    writeFileSync(join(folder, 'c'), Buffer.from('env.C="\xfc"', 'latin1'));
    expect(await placesOf(read({ files: ['a', 'b', 'c', 'd'] }, context))).toEqual([
      'a:2:service-env-syntax',
      'a:3:service-env-leading-zero',
      'b:service-env-empty',
      'file-not-utf-8',
      'file-missing',
    ]);
  });
});

describe('display-name', () => {
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=A\x1b[1m', '-c', 'user.email=a@acme.example', ...words], {
      cwd: folder,
    });

  it('names a build after the commit, and by its number where there is none', async () => {
    git('init', '--quiet');
    const input = { repo: '.', wholeMessage: false };
    expect((await displayName(input, context)).output).toEqual({
      displayName: '#90',
      description: '',
      commit: null,
    });
    git('commit', '--quiet', '--allow-empty', '-m', 'Fix \u202ethe rounding', '-m', 'Body');
    const answer = await displayName(input, context);
    expect(answer.text).toBe('Fix the rounding');
    expect(answer.output).toMatchObject({ description: 'Fix the rounding\n\nBody', commit: { author: 'A' } });
    expect((await displayName({ ...input, wholeMessage: true, maxLength: 8 }, context)).text).toBe(
      'Fix the…',
    );
  });
});
