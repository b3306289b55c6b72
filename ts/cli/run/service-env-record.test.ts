import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../adapters/clock/system.ts';
import { entriesToServiceBuild } from '../../core/service-env/service-build.ts';
import { readServiceEnv } from '../../core/service-env/read.ts';
import { TestAws } from '../../rehearsal/aws/testing/aws.ts';
import { run } from './service-env-record.ts';

const repository = '123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1';
const subject = `Fix the 'rounding' of GST $(rm -rf) \\u0022 é`;
const kept = { ...process.env };
let aws: TestAws;
let folder = '';

beforeEach(async () => {
  aws = await TestAws.start();
  await aws.layOut();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: aws.emulator.url,
    AWS_ACCESS_KEY_ID: 'AKIA123456789012TEST',
    AWS_SECRET_ACCESS_KEY: 'secret',
  });
  folder = mkdtempSync(join(tmpdir(), 'record-'));
  git('init', '--quiet');
  writeFileSync(join(folder, 'file'), 'x');
  git('add', '.');
  git('-c', 'user.name=A', '-c', 'user.email=a@acme.example', 'commit', '--quiet', '-m', subject);
});
afterEach(async () => {
  process.env = { ...kept };
  rmSync(folder, { recursive: true });
  await aws.close();
});

const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();
const lines: string[] = [];
const record = (input: Partial<Parameters<typeof run>[0]> = {}) =>
  run(
    { service: 'service1', build: 2, image: repository, repo: '.', out: 'output', ...input },
    {
      env: process.env,
      cwd: folder,
      clock: systemClock,
      report: { line: (text) => lines.push(text) },
      interrupted: new AbortController().signal,
      version: 'test',
    },
  );

describe('service-env record', () => {
  it('writes what a release needs, with the digest that the registry knows', async () => {
    const digest = await aws.push('service1', '90');
    const { output, text } = await record({ build: 90 });
    const commit = git('rev-parse', 'HEAD');
    const build = { build: 90, commit, subject, image: repository, tag: '90', digest };
    expect(output).toEqual({ file: 'output/service1.env.groovy', variable: 'SERVICE1_BUILD', ...build });
    expect(text).toBe('output/service1.env.groovy');
    const read = readServiceEnv(readFileSync(join(folder, text), 'utf8'), text);
    expect(read.ok && entriesToServiceBuild('SERVICE1_BUILD', read.entries)).toEqual({
      build,
      missing: [],
      problems: [],
    });
  });

  it('takes another tag and another variable when told', async () => {
    const digest = await aws.push('service1', 'v1');
    const { output } = await record({ image: `${repository}:v1`, variable: 'FRONT_BUILD' });
    expect(output).toMatchObject({ build: 2, tag: 'v1', digest, variable: 'FRONT_BUILD' });
    expect(readFileSync(join(folder, output.file), 'utf8')).toContain("env.FRONT_TAG='v1'");
  });

  it.each([
    ['an image that was not pushed', { build: 91 }, 'ecr-image-missing'],
    [
      'a repository that is not there',
      { image: repository.replace('service1', 'other') },
      'ecr-repository-missing',
    ],
    ['an image of another registry', { image: 'docker.io/library/nginx:1' }, 'ecr-not-a-repository'],
    ['a checkout that is not one', { repo: 'nowhere' }, /^git-/],
  ] as const)('refuses %s and writes nothing', async (_, input, code) => {
    const problem = { code: typeof code === 'string' ? code : expect.stringMatching(code) };
    await expect(record(input)).rejects.toMatchObject({ problems: [problem] });
    expect(existsSync(join(folder, 'output'))).toBe(false);
  });
});
