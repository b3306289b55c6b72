import { logStreamOf } from './log-stream.ts';

const options = { 'awslogs-group': '/ecs/web', 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': 'v1' };
const definition = (logConfiguration: unknown) => ({
  containerDefinitions: [{ name: 'web', logConfiguration }],
});

test('a stream is named by prefix, container and task', () => {
  expect(logStreamOf(definition({ logDriver: 'awslogs', options }), 'web', 'abc')).toEqual({
    group: '/ecs/web',
    stream: 'v1/web/abc',
  });
});

test.each([
  ['another driver', definition({ logDriver: 'splunk', options })],
  ['no driver', definition(undefined)],
  ['no prefix', definition({ logDriver: 'awslogs', options: { 'awslogs-group': '/ecs/web' } })],
  [
    'another container',
    { containerDefinitions: [{ name: 'proxy', logConfiguration: { logDriver: 'awslogs', options } }] },
  ],
])('%s has no stream that could be named', (_, of) => {
  expect(logStreamOf(of, 'web', 'abc')).toBeNull();
});
