import { exampleYaml, problemsOfConfig } from './example.ts';
import { parseConfig } from './parse.ts';
import { noticeEvents } from '../notice/notice.ts';

const withNotifications = (list: string): string => `${exampleYaml()}notifications: ${list}\n`;
const read = (list: string) => parseConfig(withNotifications(list), 'promotion.yaml').notifications;

test('everybody hears of everything unless the file says otherwise', () => {
  expect(parseConfig(exampleYaml(), 'promotion.yaml').notifications).toEqual([]);
  expect(read('[{ slack: SLACK_WEBHOOK }]')).toEqual([
    {
      kind: 'slack',
      address: 'SLACK_WEBHOOK',
      events: noticeEvents,
      environments: null,
      requestHeaders: {},
      body: null,
    },
  ]);
});

test('a webhook may have a template and headers', () => {
  const body = '{ text: "{environment}: {text}", level: 3 }';
  const list = `[{ webhook: PAGER, events: [failed], environments: [live], requestHeaders: { Authorization: { env: TOKEN } }, body: ${body} }]`;
  expect(read(list)).toEqual([
    {
      kind: 'webhook',
      address: 'PAGER',
      events: ['failed'],
      environments: ['live'],
      requestHeaders: { Authorization: { env: 'TOKEN' } },
      body: { text: '{environment}: {text}', level: 3 },
    },
  ]);
});

test.each([
  ['both kinds', '[{ slack: A, webhook: B }]', 'config-notification-kind 8:17'],
  ['neither', '[{ events: [done] }]', 'config-notification-kind 8:17'],
  ['the address itself', '[{ slack: "https://hooks.slack.com/services/T/B/x" }]', 'config-value 8:26'],
  ['an event that never comes', '[{ slack: A, events: [succeeded] }]', 'config-value 8:38'],
  ['no event at all', '[{ slack: A, events: [] }]', 'config-value 8:37'],
  ['an environment that is not there', '[{ slack: A, environments: [lvie] }]', 'config-unknown-name 8:44'],
  ['a template for Slack', '[{ slack: A, body: { text: x } }]', 'config-notification-member 8:35'],
  [
    'a placeholder that nothing fills',
    '[{ webhook: A, body: { t: "{enviroment}" } }]',
    'config-notification-placeholder 8:37',
  ],
  [
    'a token in the file',
    '[{ webhook: A, requestHeaders: { authorization: x } }]',
    'config-smoke-secret 8:64',
  ],
  ['another member', '[{ slack: A, chanel: x }]', 'config-unknown-key 8:29'],
])('refuses %s', (_, list, expected) => {
  const told = problemsOfConfig(withNotifications(list)).map(
    ({ code, place }) => `${code} ${place?.line ?? '-'}:${place?.column ?? '-'}`,
  );
  expect(told).toEqual([expected]);
});
