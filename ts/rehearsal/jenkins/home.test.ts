import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { buildXml } from './build-xml.ts';
import { JenkinsHome } from './home.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'home-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

/** Each element's path and text, as an XML library reads them. */
function elements(xml: string): Map<string, string> {
  const found = new Map<string, string>();
  const path: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    path.push(name);
    found.set(path.join('/'), '');
  });
  parser.on('text', (text) => {
    found.set(path.join('/'), (found.get(path.join('/')) ?? '') + text);
  });
  parser.on('closetag', () => {
    path.pop();
  });
  parser.write(xml).close();
  return found;
}

test('numbers builds from 1, in each job for itself, and goes on where another left off', () => {
  const home = JenkinsHome.create(dir);
  expect([home.startBuild('a'), home.startBuild('a'), home.startBuild('team/a')]).toEqual([1, 2, 1]);
  expect(JenkinsHome.create(dir).startBuild('a')).toBe(3);
  expect(readFileSync(join(dir, 'jobs/a/nextBuildNumber'), 'utf8')).toBe('4\n');
});

test('writes a build that runs as Jenkins does: no result but the execution’s, not completed', () => {
  const home = JenkinsHome.create(dir);
  home.startBuild('team/a', { displayName: 'Early name' });
  const xml = readFileSync(join(dir, 'jobs/team/jobs/a/builds/1/build.xml'), 'utf8');
  const found = elements(xml);
  expect(xml.split('\n', 1)).toEqual(["<?xml version='1.1' encoding='UTF-8'?>"]);
  expect(found.has('flow-build/result')).toBe(false);
  expect(found.has('flow-build/number')).toBe(false);
  expect(found.get('flow-build/execution/result')).toBe('SUCCESS');
  expect(found.get('flow-build/completed')).toBe('false');
  expect(found.get('flow-build/displayName')).toBe('Early name');
});

test('finishes it with result, names and duration, and keeps what was archived', () => {
  const home = JenkinsHome.create(dir, { now: () => 5000 });
  const number = home.startBuild('a', { startedAt: 1000 });
  home.archive('a', number, { 'output/service1.env.groovy': 'env.SERVICE1_BUILD=90\n' });
  home.finish('a', number, { result: 'UNSTABLE', displayName: 'Fix <this>', description: 'two\nlines' });
  const found = elements(readFileSync(join(home.buildDir('a', 1), 'build.xml'), 'utf8'));
  expect(found.get('flow-build/result')).toBe('UNSTABLE');
  expect(found.get('flow-build/completed')).toBe('true');
  expect(found.get('flow-build/displayName')).toBe('Fix <this>');
  expect(found.get('flow-build/description')).toBe('two\nlines');
  expect(found.get('flow-build/duration')).toBe('4000');
  expect(readFileSync(join(home.buildDir('a', 1), 'archive/output/service1.env.groovy'), 'utf8')).toBe(
    'env.SERVICE1_BUILD=90\n',
  );
  expect(readFileSync(join(dir, 'jobs/a/builds/permalinks'), 'utf8')).toBe(
    'lastCompletedBuild 1\nlastSuccessfulBuild 1\n',
  );
  expect(() => {
    home.finish('a', number, { result: 'SUCCESS' });
  }).toThrow('build 1 of a is not running');
});

test('remembers files by their MD5: who made them, and which builds had them', () => {
  const home = JenkinsHome.create(dir, { now: () => Date.UTC(2026, 9, 5, 9) });
  const files = { 'output/empty.log': '' };
  home.fingerprint('team/a', 7, files, true);
  for (const number of [1, 3, 4, 4]) home.fingerprint('b & c', number, files, false);
  const xml = readFileSync(join(dir, 'fingerprints/d4/1d/8cd98f00b204e9800998ecf8427e.xml'), 'utf8');
  expect(xml).toBe(`<?xml version='1.1' encoding='UTF-8'?>
<fingerprint>
  <timestamp>2026-10-05 09:00:00.000 UTC</timestamp>
  <original>
    <name>team/a</name>
    <number>7</number>
  </original>
  <md5sum>d41d8cd98f00b204e9800998ecf8427e</md5sum>
  <fileName>empty.log</fileName>
  <usages>
    <entry>
      <string>team/a</string>
      <ranges>7</ranges>
    </entry>
    <entry>
      <string>b &amp; c</string>
      <ranges>1,3-4</ranges>
    </entry>
  </usages>
  <facets/>
</fingerprint>
`);
});

test('keeps a branch in a folder of another name, which stands in a file beside', () => {
  const home = JenkinsHome.create(dir);
  const job = home.createBranch('service1', 'feature/x');
  expect(job).toBe('service1/feature%2Fx');
  expect(home.jobDir(job)).toMatch(/jobs\/service1\/branches\/feature-x\.[0-9a-f]{8}$/);
  expect(readFileSync(join(home.jobDir(job), 'name-utf8.txt'), 'utf8')).toBe('feature/x'.replace('/', '%2F'));
});

test('writes XML that gives every text back, except NUL, which XML does not have', () => {
  const text = fc.string({ unit: 'binary' }).map((some) => some.replaceAll('\0', ''));
  fc.assert(
    fc.property(text, (displayName) => {
      // A line separator as it is reads as a line end in XML 1.1; XStream writes it so all the same.
      const found = elements(buildXml({ number: 1, kind: 'freestyle', startedAt: 0, displayName }));
      expect(found.get('build/displayName')).toBe(displayName.replaceAll('\u2028', '\n'));
    }),
  );
});
