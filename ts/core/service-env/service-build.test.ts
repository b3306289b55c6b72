import type { ServiceBuild } from '../release/release.ts';
import { oneLine } from './one-line.ts';
import { entriesToServiceBuild, serviceBuildToEntries } from './service-build.ts';
import { variableName, variablesOf } from './variable-name.ts';

const digest = `sha256:${'ab'.repeat(32)}` as const;
const build: ServiceBuild = {
  build: 90,
  commit: 'c'.repeat(40),
  subject: "It's the rounding of GST",
  image: '123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1',
  tag: '90',
  digest,
  platforms: { 'linux/arm64': digest, 'linux/amd64': digest },
};
const named = (entries: readonly (readonly [string, string])[]) =>
  entries.map(([name, value]) => ({ name, value }));

describe('variableName', () => {
  it.each([
    ['service1', 'SERVICE1_BUILD'],
    ['service-1', 'SERVICE_1_BUILD'],
    ['billing.api--v2', 'BILLING_API_V2_BUILD'],
    ['2048', 'SERVICE_2048_BUILD'],
    ['café', 'CAFE_BUILD'],
    ['日本', 'SERVICE_BUILD'],
  ])('of %s is %s', (service, variable) => {
    expect(variableName(service)).toBe(variable);
  });

  it('lends its stem to the other variables', () => {
    expect(variablesOf('SERVICE1_BUILD').subject).toBe('SERVICE1_COMMIT_MSG');
    expect(variablesOf('APP')).toMatchObject({ build: 'APP', digest: 'APP_DIGEST' });
  });
});

describe('a service build and its assignments', () => {
  it('come back as they went', () => {
    const entries = serviceBuildToEntries('SERVICE1_BUILD', build);
    expect(entriesToServiceBuild('SERVICE1_BUILD', named(entries))).toEqual({
      build,
      missing: [],
      problems: [],
    });
    expect(entries.at(-1)).toEqual(['SERVICE1_PLATFORMS', `linux/amd64=${digest} linux/arm64=${digest}`]);
  });

  it('names what an artifact of the samples does not have', () => {
    const entries = named([['SERVICE1_BUILD', '90']]);
    expect(entriesToServiceBuild('SERVICE1_BUILD', entries)).toEqual({
      build: { build: 90, commit: null, tag: '90' },
      missing: [
        { what: 'subject', variable: 'SERVICE1_COMMIT_MSG' },
        { what: 'image', variable: 'SERVICE1_IMAGE' },
        { what: 'digest', variable: 'SERVICE1_DIGEST' },
      ],
      problems: [],
    });
  });

  it('refuses values that cannot be what they are said to be', () => {
    const entries = named([
      ['S_BUILD', 'latest'],
      ['S_COMMIT', 'HEAD'],
      ['S_COMMIT_MSG', ''],
      ['S_IMAGE', 'x@sha256:1'],
      ['S_TAG', 'a b'],
      ['S_DIGEST', 'sha256:12'],
      ['S_PLATFORMS', 'linux=1'],
    ]);
    const { build: partial, missing, problems } = entriesToServiceBuild('S_BUILD', entries);
    expect([partial, missing, problems.length]).toEqual([{}, [], 7]);
  });
});

describe('oneLine', () => {
  it.each([
    ['90', 'A=90'],
    ['', 'A='],
    ["it's $5", "A='it'\\''s $5'"],
    ['grün', "A='grün'"],
    ['a\nb\x1b[0m', "A=$'a\\nb\\u001b[0m'"],
    ['\u202e\ud800', "A=$'\\u202e\\ud800'"],
  ])('of %j', (value, line) => {
    expect(oneLine('A', value)).toBe(line);
  });
});
