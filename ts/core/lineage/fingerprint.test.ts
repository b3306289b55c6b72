import { fingerprintPath, readFingerprint, wasIn } from './fingerprint.ts';

const text = `<?xml version='1.1' encoding='UTF-8'?>
<fingerprint>
  <timestamp>2026-10-05 09:00:00.000 UTC</timestamp>
  <original>
    <name>team/a &amp; b</name>
    <number>7</number>
  </original>
  <md5sum>d41d8cd98f00b204e9800998ecf8427e</md5sum>
  <fileName>it&apos;s &#x263a;.json</fileName>
  <usages>
    <entry>
      <string>team/a &amp; b</string>
      <ranges>7</ranges>
    </entry>
    <entry>
      <string>deploy-live</string>
      <ranges>3,7-9</ranges>
    </entry>
  </usages>
  <facets/>
</fingerprint>
`;

test('reads what Jenkins writes', () => {
  expect(readFingerprint(text)).toEqual({
    md5: 'd41d8cd98f00b204e9800998ecf8427e',
    fileName: 'it’s ☺.json'.replace('’', "'"),
    original: { job: 'team/a & b', number: 7 },
    usages: new Map([
      ['team/a & b', '7'],
      ['deploy-live', '3,7-9'],
    ]),
  });
});

test('one whose maker Jenkins did not see has none', () => {
  const copied = text.replace(/ {2}<original>[^]*<\/original>\n/, '');
  expect(readFingerprint(copied)?.original).toBeNull();
});

test.each([
  ['other text', 'd41d8cd98f00b204e9800998ecf8427e'],
  ['an MD5 that is none', text.replace('d41d', 'd41dd')],
  ['no file name', text.replace(/ {2}<fileName>.*\n/, '')],
])('%s is no fingerprint', (_, other) => {
  expect(readFingerprint(other)).toBeUndefined();
});

test.each([
  ['deploy-live', 3, true],
  ['deploy-live', 6, false],
  ['deploy-live', 7, true],
  ['deploy-live', 8, true],
  ['deploy-live', 9, true],
  ['deploy-live', 10, false],
  ['deploy-test', 3, false],
])('%s #%d had the file: %s', (job, number, had) => {
  const read = readFingerprint(text);
  expect(read && wasIn(read, { job, number })).toBe(had);
});

test('a fingerprint lies below the first four digits of the MD5', () => {
  expect(fingerprintPath(Buffer.from(''))).toBe('d4/1d/8cd98f00b204e9800998ecf8427e.xml');
});
