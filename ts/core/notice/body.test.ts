import fc from 'fast-check';
import { bodyFor, placeholders, placeholdersIn } from './body.ts';
import { noticeEvents, targetsOf, type Notice, type NoticeTarget } from './notice.ts';

const notice: Notice = {
  event: 'done',
  environment: 'live',
  text: 'live runs release 4f2c1a9, verified.',
  releaseId: `4f2c1a9${'0'.repeat(57)}`,
  services: { service1: 90, service2: 41 },
  by: 'anna',
  reason: null,
};
const url = 'https://jenkins.acme.example/job/deploy-live/7/';
const slack: NoticeTarget = {
  kind: 'slack',
  address: 'SLACK_WEBHOOK',
  events: noticeEvents,
  environments: null,
  requestHeaders: {},
  body: null,
};
const webhook = (body: NoticeTarget['body']): NoticeTarget => ({ ...slack, kind: 'webhook', body });

test('Slack gets a text with the environment, what happened, and the way to the build', () => {
  expect(bodyFor(slack, { ...notice, reason: 'GST' }, url)).toEqual({
    text: `*live* is done\nlive runs release 4f2c1a9, verified.\nWhy: GST\n<${url}|The build>`,
  });
  expect(bodyFor(slack, notice, null)).toEqual({
    text: '*live* is done\nlive runs release 4f2c1a9, verified.',
  });
});

test('nobody’s text calls a channel or hides an address in Slack', () => {
  const text = '<!channel> & <https://evil.example|the build>';
  expect(bodyFor(slack, { ...notice, text, reason: '<!here>' }, null)).toEqual({
    text: '*live* is done\n&lt;!channel&gt; &amp; &lt;https://evil.example|the build&gt;\nWhy: &lt;!here&gt;',
  });
  expect(bodyFor(slack, notice, 'https://j/job/a|b>c/1/')).toMatchObject({
    text: expect.stringContaining('<https://j/job/a%7Cb%3Ec/1/|The build>') as string,
  });
});

test('a webhook without a template gets the notice and the address of the build', () => {
  expect(bodyFor(webhook(null), notice, url)).toEqual({ ...notice, url });
});

test('a template is filled in at any depth, and what is no text stays as it is', () => {
  const template = {
    summary: '{environment}: {event} {release} ({services})',
    details: { by: '{by}', reason: '{reason}', link: '{url}', weight: 3, urgent: true, none: null },
    lines: ['{text}', 7],
  };
  expect(bodyFor(webhook(template), notice, url)).toEqual({
    summary: 'live: done 4f2c1a9 (service1 90, service2 41)',
    details: { by: 'anna', reason: '', link: url, weight: 3, urgent: true, none: null },
    lines: ['live runs release 4f2c1a9, verified.', 7],
  });
});

test('any text arrives as it is, whatever it looks like', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.constantFrom('{url}', '$&', '"}', '{text}')), (text) => {
      const sent = JSON.stringify(
        bodyFor(webhook({ message: '{environment}: {text}' }), { ...notice, text }, url),
      );
      expect(JSON.parse(sent)).toEqual({ message: `live: ${text}` });
    }),
  );
});

test('a long text is shortened, and between characters', () => {
  const { text } = bodyFor(webhook({ text: '{text}' }), { ...notice, text: '🚀'.repeat(5000) }, null) as {
    readonly text: string;
  };
  expect(text).toBe(`${'🚀'.repeat(2000)}…`);
});

test('the names in braces of a template are found wherever they stand', () => {
  expect(placeholdersIn({ a: '{text} {x}', b: [{ c: '{environment}' }], d: 1, '{key}': '{ no }' })).toEqual([
    'text',
    'x',
    'environment',
  ]);
  expect(placeholdersIn(undefined)).toEqual([]);
  expect(placeholders).toContain('environment');
});

test('who wants to hear of an event in an environment is told, and nobody else', () => {
  const all = { ...slack, address: 'ALL' };
  const failures = { ...slack, address: 'FAILURES', events: ['failed'] as const };
  const live = { ...slack, address: 'LIVE', environments: ['live'] };
  const told = (event: Notice['event'], environment: string) =>
    targetsOf({ event, environment }, [all, failures, live]).map(({ address }) => address);
  expect(told('done', 'live')).toEqual(['ALL', 'LIVE']);
  expect(told('failed', 'test')).toEqual(['ALL', 'FAILURES']);
});
