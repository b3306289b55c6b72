import { expect, test } from '@jest/globals';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleYaml } from '../../core/config/example.ts';
import { jobsStep } from '../../steps/jobs.ts';
import { main } from '../main.ts';

/** A line of three environments, and what the step makes of it; `test/groovy-load` runs it. */
const fixtures = join(__dirname, '../../../test/fixtures/jobs');
const fixture = (name: string) => readFileSync(join(fixtures, name), 'utf8');

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'jobs-'));
  cpSync(join(fixtures, 'promotion.yaml'), join(dir, 'promotion.yaml'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

/** The program with this one step, in a process that is made up. */
async function jobs(...words: readonly string[]) {
  let out = '';
  let err = '';
  const never = new Promise<void>(() => undefined);
  const runners = { jobs: () => import('./jobs.ts') };
  const code = await main(
    {
      steps: [jobsStep],
      runners: { core: () => runners, aws: () => ({}), rehearsal: () => ({}) },
      version: '0.0.0',
      origin: 'test',
    },
    {
      argv: ['jobs', ...words],
      env: {},
      cwd: dir,
      nodeVersion: process.version,
      out: (text) => {
        out += text;
        return Promise.resolve();
      },
      err: (text) => {
        err += text;
      },
      onInterrupt: () => undefined,
      outOfTime: never,
      nothingLeft: never,
    },
  );
  return { code, out, err };
}

const written = (name: string) => readFileSync(join(dir, name), 'utf8');

test('writes the jobs and the approvals of their choices', async () => {
  const { code, out } = await jobs('--out', 'made/jobs.groovy', '--approvals', 'approvals.yaml');
  expect(code).toBe(0);
  expect(written('made/jobs.groovy')).toBe(fixture('jobs.groovy'));
  expect(written('approvals.yaml')).toBe(fixture('approvals.yaml'));
  const [, beta = ''] = /^ +- (SHA512:[0-9a-f]{128}) # "deploy-beta"$/m.exec(written('approvals.yaml')) ?? [];
  expect(out.split('\n')).toEqual(expect.arrayContaining(['deploy-test', `deploy-beta ${beta}`, 'backup']));
});

test('writes to stdout, byte for byte the same', async () => {
  expect((await jobs()).out).toBe(fixture('jobs.groovy'));
});

test('the job of a service without a source is left to people, and it says so', async () => {
  const yaml = exampleYaml({ live: 'promotesFrom: test' });
  writeFileSync(join(dir, 'promotion.yaml'), `${yaml}jenkins: { repository: /srv/deployments.git }\n`);
  const { out, err } = await jobs('--json');
  expect(JSON.parse(out)).toMatchObject({
    jobs: [{ name: 'deploy-test' }, { name: 'deploy-live' }, { name: 'rollback' }],
    remarks: ['web does not say where its source is: make the job web-build yourself.'],
  });
  expect(err).toContain('make the job web-build yourself');
});

test.each([
  ['no word about Jenkins', '', 'error jobs-not-configured promotion.yaml'],
  [
    'a repository that git would take for an option',
    'jenkins: { repository: "--upload-pack=touch" }',
    'must be a git repository',
  ],
  ['a path that leads out', 'jenkins: { repository: /srv/x, jenkinsfiles: ../x }', 'must be a relative path'],
  ['a branch that is an option', 'jenkins: { repository: /srv/x, branch: -x }', "must be a branch's name"],
])('refuses %s', async (_, jenkins, message) => {
  writeFileSync(join(dir, 'promotion.yaml'), `${exampleYaml()}${jenkins}\n`);
  const { code, err } = await jobs();
  expect(code).toBe(4);
  expect(err).toContain(message);
});

test('refuses two jobs of one name', async () => {
  const yaml = exampleYaml({ live: 'job: deploy-test' });
  writeFileSync(join(dir, 'promotion.yaml'), `${yaml}jenkins: { repository: /srv/x }\n`);
  const { code, out, err } = await jobs();
  expect({ code, out }).toEqual({ code: 4, out: '' });
  expect(err).toContain('error jobs-same-name\n  2 jobs would be called deploy-test: Takes the last');
});
