import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeCore, judgePlugins, manifestOf, wantedPlugins, type InstalledPlugin } from './plugins.ts';

const told = ({ outcome, what }: { outcome: string; what: string }) => `${outcome}: ${what}`;

const all: readonly InstalledPlugin[] = wantedPlugins.map(({ name, tested }) => ({
  name,
  version: tested ?? '1.0',
  needsJenkins: '2.541',
  disabled: false,
}));
const but = (name: string, differing: Partial<InstalledPlugin>) =>
  all.map((plugin) => (plugin.name === name ? { ...plugin, ...differing } : plugin));
const without = (name: string) => all.filter((plugin) => plugin.name !== name);

test('the table has every plugin of the controller’s image, with the version that is tested there', () => {
  const lines = readFileSync(join(__dirname, '../../../jenkins/controller/plugins.txt'), 'utf8').split('\n');
  const inImage = lines.filter((line) => line !== '' && !line.startsWith('#')).sort();
  const inTable = wantedPlugins.flatMap(({ name, tested }) => (tested === null ? [] : [`${name}:${tested}`]));
  expect([...inTable].sort()).toEqual(inImage);
});

test.each([
  ['all of them', all, [`ok: all ${wantedPlugins.length} that the library can use`]],
  [
    'one that the library calls is missing',
    without('lockable-resources'),
    ['failed: lockable-resources is not installed: ecsPromote cannot hold an environment with `lock`'],
  ],
  [
    'one is missing without which something is lost',
    without('build-user-vars-plugin'),
    ['skipped: build-user-vars-plugin is not installed: who started a build is not in the record'],
  ],
  [
    'one is switched off',
    but('copyartifact', { disabled: true }),
    ['failed: copyartifact is disabled: ecsImport and ecsPromote cannot take artifacts of other builds'],
  ],
  [
    'one is older than what was tested',
    but('git', { version: '5.9.2' }),
    ['failed: git 5.9.2 is older than 5.10.1, which was tested'],
  ],
  [
    'one is older that the library can do without',
    but('job-dsl', { version: '3700.v1' }),
    ['failed: job-dsl 3700.v1 is older than 3732.v9a_c49a_61a_313, which was tested'],
  ],
  [
    'one cannot be read',
    but('script-security', { version: null }),
    ['failed: the manifest in script-security.jpi cannot be read'],
  ],
])('plugins of which %s', (_, installed, expected) => {
  expect(judgePlugins(installed).map(told)).toEqual(expected);
});

test.each([
  ['2.555.3', `ok: 2.555.3, new enough for its ${all.length} plugins`],
  ['2.541', `ok: 2.541, new enough for its ${all.length} plugins`],
  ['2.540', /^failed: this is Jenkins 2\.540, and workflow-cps wants 2\.541, .* and \d+ more$/],
  [null, 'skipped: config.xml of the home does not say which version this is'],
])('Jenkins %s is %s', (version, expected) => {
  const what = told(judgeCore(version, all));
  if (expected instanceof RegExp) expect(what).toMatch(expected);
  else expect(what).toBe(expected);
});

test('a plugin that is switched off wants no Jenkins', () => {
  expect(told(judgeCore('2.541', but('ec2', { needsJenkins: '2.999', disabled: true })))).toMatch(/^ok/);
});

test('a manifest has continued lines, and sections that are not about the plugin', () => {
  const text =
    'Manifest-Version: 1.0\r\nShort-Name: lockable-res\r\n ources\r\nPlugin-Version: 1: 2\r\n\r\nName: x\r\nPlugin-Version: 9\r\n';
  expect(Object.fromEntries(manifestOf(text))).toEqual({
    'Manifest-Version': '1.0',
    'Short-Name': 'lockable-resources',
    'Plugin-Version': '1: 2',
  });
});
