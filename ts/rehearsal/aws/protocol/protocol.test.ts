import { request } from 'node:http';
import { PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateClusterCommand,
  DescribeServicesCommand,
  ECSClient,
  ListClustersCommand,
  RegisterTaskDefinitionCommand,
  StartTaskCommand,
} from '@aws-sdk/client-ecs';
import {
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { STSClient } from '@aws-sdk/client-sts';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { TestAws } from '../testing/aws.ts';

let aws: TestAws;
beforeEach(async () => {
  aws = await TestAws.start();
});
afterEach(() => aws.close());

/** A request past the SDK's serialiser, which would drop what the model does not have. */
function raw(
  target: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; type: string; body: string }> {
  return new Promise((resolve, reject) => {
    const authorization =
      'AWS4-HMAC-SHA256 Credential=AKIATEST/20261005/ap-southeast-2/ecs/aws4_request, SignedHeaders=host, Signature=0';
    const sent = request(
      aws.emulator.url,
      { method: 'POST', headers: { 'x-amz-target': target, authorization, ...headers } },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            type: String(response.headers['x-amzn-errortype']),
            body: text,
          });
        });
      },
    );
    sent.on('error', reject).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
}

const ecs = (operation: string): string => `AmazonEC2ContainerServiceV20141113.${operation}`;
const container = { name: 'a', image: 'b' };

test.each([
  [
    'an unknown member',
    'CreateCluster',
    { clustername: 'x' },
    'InvalidParameterException',
    "Unknown member 'clustername'",
  ],
  [
    'an unknown member deep inside',
    'RegisterTaskDefinition',
    { family: 'f', containerDefinitions: [{ ...container, enviroment: [] }] },
    'InvalidParameterException',
    "'containerDefinitions[0].enviroment'",
  ],
  [
    'a wrong type',
    'CreateService',
    { serviceName: 's', desiredCount: '2' },
    'SerializationException',
    'STRING_VALUE cannot be converted to Number',
  ],
  [
    'an object for a list',
    'DescribeServices',
    { services: {} },
    'SerializationException',
    'START_OBJECT cannot be converted to List',
  ],
  [
    'a missing member',
    'RegisterTaskDefinition',
    { containerDefinitions: [] },
    'InvalidParameterException',
    "Value null at 'family'",
  ],
  [
    'a value outside its enumeration',
    'CreateService',
    { serviceName: 's', launchType: 'LAMBDA' },
    'InvalidParameterException',
    'EC2, EXTERNAL, FARGATE',
  ],
  [
    'a value outside an enumeration in a list',
    'DescribeServices',
    { services: ['a'], include: ['tags'] },
    'InvalidParameterException',
    'TAGS',
  ],
  ['no JSON', 'CreateCluster', '{', 'SerializationException', 'cannot be converted to Structure'],
  ['an operation that does not exist', 'CreateClutser', {}, 'UnknownOperationException', ''],
])('refuses %s', async (_what, operation, body, code, words) => {
  const answer = await raw(ecs(operation), body);
  expect(answer).toMatchObject({ status: 400, type: code });
  expect(JSON.parse(answer.body)).toMatchObject({ __type: code, message: expect.stringContaining(words) });
});

test('names all that is wrong at once', async () => {
  const { body } = await raw(ecs('RegisterTaskDefinition'), { famly: 'f' });
  expect(JSON.parse(body)).toMatchObject({
    message: expect.stringMatching(/^3 validation errors detected: .*family.*containerDefinitions.*famly/),
  });
});

test('an operation that AWS has and the emulator does not is unknown', async () => {
  const start = new StartTaskCommand({ cluster: 'c', containerInstances: ['i'], taskDefinition: 't' });
  await expect(aws.ecs.send(start)).rejects.toMatchObject({ name: 'UnknownOperationException' });
  expect(aws.emulator.calls).toMatchObject([{ operation: 'StartTask', error: 'UnknownOperationException' }]);
});

test('errors reach the SDK as what they are', async () => {
  const { ClusterNotFoundException } = await import('@aws-sdk/client-ecs');
  const { TargetGroupNotFoundException } = await import('@aws-sdk/client-elastic-load-balancing-v2');
  const asked = aws.ecs.send(new DescribeServicesCommand({ cluster: 'none', services: ['a'] }));
  await expect(asked).rejects.toBeInstanceOf(ClusterNotFoundException);
  await expect(asked).rejects.toMatchObject({
    message: 'Cluster not found.',
    $metadata: { httpStatusCode: 400, requestId: expect.any(String) },
  });
  const arn = 'arn:aws:elasticloadbalancing:ap-southeast-2:123456789012:targetgroup/none/0123456789abcdef';
  await expect(aws.elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: arn }))).rejects.toBeInstanceOf(
    TargetGroupNotFoundException,
  );
  const put = new PutLogEventsCommand({ logGroupName: 'none', logStreamName: 's', logEvents: [] });
  await expect(aws.logs.send(put)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('query requests are validated too', async () => {
  const lists = new DescribeTargetGroupsCommand({ Names: ['<&>"'] });
  await expect(aws.elb.send(lists)).rejects.toMatchObject({ name: 'TargetGroupNotFoundException' });
  const answer = await fetch(aws.emulator.url, {
    method: 'POST',
    headers: {
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIATEST/20261005/ap-southeast-2/elasticloadbalancing/aws4_request',
    },
    body: new URLSearchParams({ Action: 'DescribeTargetGroups', Version: '2015-12-01', Name: 'x' }),
  });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toMatch(/<Code>ValidationError<\/Code><Message>[^<]*Unknown member 'Name'/);
});

describe('who asks', () => {
  const identity = async (
    client: STSClient,
  ): Promise<{ Account?: string | undefined; Arn?: string | undefined }> =>
    client.send(new GetCallerIdentityCommand({}));

  test('is the account whose digits stand in the access key', async () => {
    const other = new TestAws(aws.emulator, 'AKIA210987654321TEST');
    expect(await identity(aws.sts)).toMatchObject({ Account: '123456789012' });
    expect(await identity(other.sts)).toMatchObject({ Account: '210987654321' });
    await other.ecs.send(new CreateClusterCommand({ clusterName: 'theirs' }));
    expect((await aws.ecs.send(new ListClustersCommand({}))).clusterArns).toEqual([]);
  });

  test('is the assumed role with the keys that AssumeRole gave', async () => {
    const RoleArn = 'arn:aws:iam::210987654321:role/deploy/ecs-promote-live';
    const { Credentials } = await aws.sts.send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: 'session' }),
    );
    const assumed = new TestAws(aws.emulator, Credentials!.AccessKeyId);
    expect(await identity(assumed.sts)).toMatchObject({
      Account: '210987654321',
      Arn: 'arn:aws:sts::210987654321:assumed-role/ecs-promote-live/session',
    });
  });

  test('may be denied a role', async () => {
    const RoleArn = 'arn:aws:iam::210987654321:role/denied';
    const denied = aws.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 's' }));
    await expect(denied).rejects.toMatchObject({ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
  });

  test.each([
    ['AKIAINVALID', 'UnrecognizedClientException', 'InvalidClientTokenId'],
    ['AKIAEXPIRED', 'ExpiredTokenException', 'ExpiredToken'],
  ])('is refused with the key %s', async (key, json, query) => {
    const bad = new TestAws(aws.emulator, key);
    await expect(bad.ecs.send(new ListClustersCommand({}))).rejects.toMatchObject({ name: json });
    await expect(bad.sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({ name: query });
  });

  test('must be said', async () => {
    expect(await raw(ecs('ListClusters'), {}, { authorization: '' })).toMatchObject({
      type: 'MissingAuthenticationTokenException',
    });
  });
});

test('a client finds the emulator by AWS_ENDPOINT_URL', async () => {
  process.env['AWS_ENDPOINT_URL'] = aws.emulator.url;
  try {
    const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 's' };
    const client = new ECSClient({ region: 'eu-west-1', credentials });
    await client.send(new CreateClusterCommand({ clusterName: 'c' }));
    client.destroy();
    expect(aws.emulator.calls).toMatchObject([{ operation: 'CreateCluster', region: 'eu-west-1' }]);
  } finally {
    delete process.env['AWS_ENDPOINT_URL'];
  }
});

test('what a task definition registers, describing gives back', async () => {
  const { taskDefinition } = await aws.ecs.send(
    new RegisterTaskDefinitionCommand({
      family: 'f',
      containerDefinitions: [
        { ...container, environment: [{ name: 'Ü', value: '"\\\n' }], dockerLabels: { 'a.b': 'c' } },
      ],
    }),
  );
  expect(taskDefinition!.containerDefinitions).toMatchObject([
    { environment: [{ name: 'Ü', value: '"\\\n' }], dockerLabels: { 'a.b': 'c' }, essential: true },
  ]);
});
