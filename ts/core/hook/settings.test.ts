import { hookSettings, type HookSources } from './settings.ts';

const url = 'https://a.example:8443/health';
const settings = (sources: Partial<HookSources>) =>
  hookSettings({ details: {}, checks: undefined, url: undefined, ...sources });

test('one address is enough', () => {
  expect(settings({ url })).toMatchObject({
    ok: true,
    checks: [{ kind: 'http', url, status: [200], tries: 3 }],
  });
});

test('checks are written as in promotion.yaml', () => {
  const checks = JSON.stringify([
    { url, status: [200, 204], body: { contains: 'ok' }, withinMilliseconds: 500 },
  ]);
  expect(settings({ checks })).toMatchObject({
    ok: true,
    checks: [{ url, status: [200, 204], body: { contains: 'ok' }, withinMilliseconds: 500 }],
  });
});

test('those of the hook win over those of the function', () => {
  expect(settings({ details: { checks: [{ url: 'https://b.example/' }] }, checks: '[]', url })).toMatchObject(
    {
      ok: true,
      checks: [{ url: 'https://b.example/' }],
    },
  );
});

test.each<[string, Partial<HookSources>, RegExp]>([
  ['nothing', {}, /there is nothing to check/],
  ['an empty list', { checks: '[]' }, /must be a list of checks/],
  ['no JSON', { checks: '[{' }, /the checks is "\[\{", but must be a list of checks/],
  ['one check that is no list', { details: { checks: { url } } }, /must be a list of checks/],
  [
    'an address that is none',
    { url: 'a.example' },
    /\[0\]\.url is "a\.example", but must be an http or https address/,
  ],
  [
    'a misspelt member',
    { checks: JSON.stringify([{ url, stauts: 200 }]) },
    /"stauts" is not known.* Did you mean "status"/,
  ],
  ['a command', { checks: JSON.stringify([{ command: ['x'] }]) }, /a function can only ask addresses/],
  [
    'a check without an address',
    { checks: JSON.stringify([{ status: 200 }]) },
    /a function can only ask addresses/,
  ],
])('%s is told and never thrown', (_, sources, expected) => {
  const read = settings(sources);
  expect(read.ok).toBe(false);
  expect(read.ok ? '' : read.problems.join('\n')).toMatch(expected);
});
