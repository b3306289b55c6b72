import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { releaseCreateStep } from '../../steps/release-create.ts';
import { releaseDiffStep } from '../../steps/release-diff.ts';
import { releaseLineageStep } from '../../steps/release-lineage.ts';
import { releaseShowStep } from '../../steps/release-show.ts';
import { main } from '../main.ts';

const registry = '123456789012.dkr.ecr.ap-southeast-2.amazonaws.com';
const runners = {
  'release create': () => import('./release-create.ts'),
  'release show': () => import('./release-show.ts'),
  'release diff': () => import('./release-diff.ts'),
  'release lineage': () => import('./release-lineage.ts'),
};

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'release-'));
  put(
    'promotion.yaml',
    `version: 1
defaults: { region: ap-southeast-2 }
services:
  service1: { image: ${registry}/service1 }
  service-2: { image: ${registry}/service2 }
environments:
  test: { cluster: test }
`,
  );
  artifact('import/service1.env.groovy', 'SERVICE1', 'service1', 90);
  artifact('import/service-2.env.groovy', 'SERVICE_2', 'service2', 17);
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

function put(file: string, text: string): void {
  mkdirSync(dirname(join(dir, file)), { recursive: true });
  writeFileSync(join(dir, file), text);
}

function artifact(file: string, stem: string, image: string, build: number, extra = ''): void {
  const digest = createHash('sha256').update(`${image} ${build} ${extra}`).digest('hex');
  put(
    file,
    `env.${stem}_BUILD=${build}
env.${stem}_COMMIT_MSG='Change ${build}'
env.${stem}_IMAGE='${registry}/${image}'
env.${stem}_DIGEST='sha256:${digest}'
`,
  );
}

/** The program with these steps, in a process that is made up. */
async function release(words: string, env: Record<string, string> = {}) {
  let out = '';
  let err = '';
  const never = new Promise<void>(() => undefined);
  const code = await main(
    {
      steps: [releaseCreateStep, releaseShowStep, releaseDiffStep, releaseLineageStep],
      runners: { core: () => runners, aws: () => runners, rehearsal: () => ({}) },
      version: '0.0.0',
      origin: 'test',
    },
    {
      argv: ['release', ...words.split(' ')],
      env,
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

/** Makes a release and gives its id. */
async function made(words: string): Promise<string> {
  const { code, out, err } = await release(`create ${words} --json`);
  if (code !== 0) throw new Error(err);
  return (JSON.parse(out) as { releaseId: string }).releaseId;
}

describe('release create', () => {
  it('takes the artifact of every configured service, and sha256sum of the file is the id', async () => {
    const { code, out } = await release('create --import import --out out/release.json');
    const bytes = readFileSync(join(dir, 'out/release.json'));
    const id = createHash('sha256').update(bytes).digest('hex');
    expect(code).toBe(0);
    expect(out).toContain(`Release  ${id}\nParent   none: the first of its line\n`);
    expect(JSON.parse(bytes.toString())).toMatchObject({
      parent: null,
      services: { service1: { build: 90, tag: '90' }, 'service-2': { build: 17, subject: 'Change 17' } },
    });
  });

  it('prints the canonical document where no file is named, and the same bytes each time', async () => {
    const { out } = await release('create --import import/');
    expect(out).toMatch(/^\{"parent":null,"services":\{"service-2":/);
    expect((await release('create --import import')).out).toBe(out);
  });

  it('follows a parent', async () => {
    const first = await made('--import import --out first.json');
    artifact('import/service1.env.groovy', 'SERVICE1', 'service1', 91);
    await made('--import import --parent first.json --out second.json');
    expect(JSON.parse(readFileSync(join(dir, 'second.json'), 'utf8'))).toMatchObject({ parent: first });
  });

  it('derives a release by an override, with its reason', async () => {
    const parent = await made('--import import --out parent.json');
    artifact('fix.groovy', 'SERVICE1', 'service1', 92);
    const { out } = await release('create --parent parent.json --override service1=fix.groovy --reason GST');
    expect(JSON.parse(out)).toMatchObject({
      parent,
      derived: { changed: ['service1'], reason: 'GST' },
      services: { service1: { build: 92 }, 'service-2': { build: 17 } },
    });
  });

  it('derives a release that takes only some services, and does not look for the artifacts of the others', async () => {
    await made('--import import --out parent.json');
    rmSync(join(dir, 'import/service1.env.groovy'));
    artifact('import/service-2.env.groovy', 'SERVICE_2', 'service2', 18);
    const { out } = await release('create --parent parent.json --import import --only service-2');
    expect(JSON.parse(out)).toMatchObject({
      derived: { changed: ['service-2'], reason: null },
      services: { service1: { build: 90 }, 'service-2': { build: 18 } },
    });
  });

  it('is the parent when an override changes nothing, and says that the reason is not kept', async () => {
    const parent = await made('--import import --out parent.json');
    const { out, err } = await release(
      'create --parent parent.json --override service1=import/service1.env.groovy --reason x --json',
    );
    expect((JSON.parse(out) as { releaseId: string }).releaseId).toBe(parent);
    expect(err).toContain('note: the reason is not kept');
  });

  it('takes its input from Groovy as JSON', async () => {
    await made('--import import --out parent.json');
    artifact('fix.groovy', 'SERVICE1', 'service1', 92);
    const input = { parent: 'parent.json', override: { service1: 'fix.groovy' } };
    const { code, out } = await release('create', { ECS_PROMOTE_INPUT: JSON.stringify(input) });
    expect(code).toBe(0);
    expect(out).toContain('"changed":["service1"]');
  });

  it.each<[string, words: string, before: () => void, code: number, errors: readonly string[]]>([
    ['nothing to make it of', '', () => undefined, 2, ['release-nothing-given']],
    ['an override of nothing', '--override service1=a', () => undefined, 2, ['release-needs-parent']],
    [
      'only, without a parent',
      '--import import --only service1',
      () => undefined,
      2,
      ['release-needs-parent'],
    ],
    [
      'only, without a folder',
      '--parent p.json --only service1',
      () => undefined,
      2,
      ['release-only-needs-import'],
    ],
    [
      'misspelt services',
      '--import import --parent p.json --only servcie1 --override x=y',
      () => undefined,
      4,
      ['release-override-unknown-service', 'release-only-unknown-service'],
    ],
    [
      'a parent that is not there',
      '--import import --parent gone.json',
      () => undefined,
      4,
      ['file-missing'],
    ],
    ['a parent that is a folder', '--import import --parent import', () => undefined, 4, ['file-unreadable']],
    [
      'a parent that is no release',
      '--import import --parent promotion.yaml',
      () => undefined,
      4,
      ['release-json'],
    ],
    ['no configuration', '--import import --config gone.yaml', () => undefined, 4, ['config-missing']],
    [
      'a wrong configuration',
      '--import import',
      () => {
        put('promotion.yaml', 'version: 2\n');
      },
      4,
      ['config-missing-key', 'config-missing-key', 'config-value'],
    ],
    ['an empty folder', '--import nothing', () => undefined, 4, ['release-artifacts-missing']],
    [
      'a samples-style artifact',
      '--import import',
      () => {
        put('import/service1.env.groovy', 'env.SERVICE1_BUILD=90\n');
      },
      4,
      ['release-artifact-incomplete'],
    ],
    [
      'an artifact that runs something',
      '--import import',
      () => {
        put('import/service1.env.groovy', 'sh "rm -rf /"\n');
      },
      4,
      ['service-env-syntax'],
    ],
    [
      'an artifact with a wrong digest',
      '--import import',
      () => {
        put(
          'import/service1.env.groovy',
          readFileSync(join(dir, 'import/service1.env.groovy'), 'utf8').replace('sha256:', 'sha1:'),
        );
      },
      4,
      ['service-env-value'],
    ],
    [
      'an artifact of another repository',
      '--import import',
      () => {
        artifact('import/service1.env.groovy', 'SERVICE1', 'other', 90);
      },
      4,
      ['release-image-elsewhere'],
    ],
    [
      'a bad artifact for each service',
      '--import import',
      () => {
        artifact('import/service1.env.groovy', 'SERVICE1', 'other', 90);
        rmSync(join(dir, 'import/service-2.env.groovy'));
      },
      4,
      ['release-artifacts-missing', 'release-image-elsewhere'],
    ],
    [
      'an override whose file is missing',
      '--parent p.json --override service1=gone.groovy',
      () => undefined,
      4,
      ['file-missing'],
    ],
  ])('refuses %s and writes nothing', async (_rule, words, before, code, errors) => {
    await made('--import import --out p.json');
    before();
    const there = readdirSync(dir, { recursive: true });
    const ended = await release(`create ${words} --out new.json`.replace('  ', ' '));
    expect({ code: ended.code, errors: ended.err.match(/(?<=^error )\S+/gm) }).toEqual({ code, errors });
    expect(ended.out).toBe('');
    expect(readdirSync(dir, { recursive: true })).toEqual(there);
  });

  it('leaves the file as it was when the new release is refused', async () => {
    await made('--import import --out release.json');
    const before = readFileSync(join(dir, 'release.json'), 'utf8');
    rmSync(join(dir, 'import/service1.env.groovy'));
    expect((await release('create --import import --out release.json')).code).toBe(4);
    expect(readFileSync(join(dir, 'release.json'), 'utf8')).toBe(before);
  });

  it('names all missing artifacts in one sentence', async () => {
    const { err } = await release('create --import nothing');
    expect(err).toContain('nothing has no service1.env.groovy, no service-2.env.groovy.');
    expect(existsSync(join(dir, 'release.json'))).toBe(false);
  });
});

describe('release show', () => {
  it('shows release.json unless told otherwise', async () => {
    const id = await made('--import import --out release.json');
    expect((await release('show')).out).toContain(`Release  ${id}`);
    const { out } = await release('show release.json --json');
    expect(JSON.parse(out)).toMatchObject({ releaseId: id, release: { version: 1 } });
  });

  it('refuses a file that somebody edited, with the id that it would have', async () => {
    const id = await made('--import import --out release.json');
    put('release.json', `${readFileSync(join(dir, 'release.json'), 'utf8')}\n`);
    const { code, err } = await release('show');
    expect(code).toBe(4);
    expect(err.replaceAll(/\s+/g, ' ')).toContain(`Written canonically it would be release ${id}.`);
  });
});

describe('release diff', () => {
  it('tells what changes, and ends well', async () => {
    await made('--import import --out a.json');
    artifact('import/service1.env.groovy', 'SERVICE1', 'service1', 92);
    await made('--import import --parent a.json --out b.json');
    const { code, out } = await release('diff a.json b.json');
    expect(code).toBe(0);
    expect(out).toContain('1 forward, 1 same\n');
    expect(out).toContain('  forward  service1   90 → 92  Change 92\n');
  });

  it('ends as a refusal when one build number has two digests', async () => {
    await made('--import import --out a.json');
    artifact('import/service1.env.groovy', 'SERVICE1', 'service1', 90, 'pushed again');
    await made('--import import --out b.json');
    const { code, out, err } = await release('diff a.json b.json');
    expect(code).toBe(3);
    expect(out).toContain('ALARM  service1');
    expect(err).toContain('error release-build-two-digests');
  });

  it.each(['diff a.json', 'diff a.json b.json c.json', 'diff'])('refuses "release %s"', async (words) => {
    expect((await release(words)).code).toBe(2);
  });

  it('tells what is wrong with both files', async () => {
    put('b.json', '{}');
    const { code, err } = await release('diff a.json b.json');
    expect(code).toBe(4);
    expect(err).toContain('error file-missing');
    expect(err).toContain('error release-missing-key b.json');
  });
});

describe('release lineage', () => {
  beforeEach(async () => {
    for (const [number, parent] of [
      [9, ''],
      [10, ' --parent 9/release.json'],
      [11, ' --parent 10/release.json'],
    ] as const) {
      artifact('import/service1.env.groovy', 'SERVICE1', 'service1', number);
      await made(`--import import${parent} --out ${number}/release.json`);
    }
  });

  it('tells the chain of a folder, newest first by build number', async () => {
    const { code, out } = await release('lineage --dir .');
    expect(code).toBe(0);
    expect(out.match(/\d+\/release\.json/g)).toEqual([
      '11/release.json',
      '10/release.json',
      '9/release.json',
    ]);
    expect(out).toContain('unbroken');
  });

  it('takes files, too', async () => {
    const { code, out } = await release('lineage 11/release.json 10/release.json 9/release.json --json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ unbroken: true, lines: [[{}, {}, { file: '9/release.json' }]] });
  });

  it('ends as a refusal when a link is missing', async () => {
    rmSync(join(dir, '10/release.json'));
    const { code, out, err } = await release('lineage --dir .');
    expect(code).toBe(3);
    expect(out).toContain('MISSING');
    expect(err).toContain('error release-parent-missing');
  });

  it('holds a file that is called after an id to that id', async () => {
    const text = readFileSync(join(dir, '9/release.json'), 'utf8');
    put(`kept/${'a'.repeat(64)}.json`, text);
    const { code, err } = await release('lineage --dir kept');
    expect(code).toBe(3);
    expect(err).toContain('error release-altered');
  });

  it.each([
    ['lineage', 2],
    ['lineage --dir import', 2],
    ['lineage --dir gone', 4],
    ['lineage gone.json', 4],
  ])('refuses "release %s"', async (words, code) => {
    expect((await release(words)).code).toBe(code);
  });
});
