import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';
import {
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';

/**
 * Prints as JSON what the SDK makes of refusals that an endpoint on loopback answers with, and how often it asked. Run from its
 * sources and as the bundles hold it, the two must say the same.
 */
interface Answer {
  readonly status: number;
  readonly body: string;
}

const json = (status: number, type: string, members: object): Answer => ({
  status,
  body: JSON.stringify({ __type: type, ...members }),
});
const query = (status: number, code: string, message: string): Answer => ({
  status,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r-1</RequestId></ErrorResponse>`,
});

let answer = json(500, 'none', {});
let asked = 0;
const server = createServer((request, response) => {
  asked += 1;
  const type = request.headers['x-amz-target'] === undefined ? 'text/xml' : 'application/x-amz-json-1.1';
  request
    .resume()
    .on('end', () => response.writeHead(answer.status, { 'content-type': type }).end(answer.body));
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

const settings = {
  endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  region: 'ap-southeast-2',
  credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' },
  maxAttempts: 2,
};
const ecs = new ECSClient(settings);
const ecr = new ECRClient(settings);
const elb = new ElasticLoadBalancingV2Client(settings);
const sts = new STSClient(settings);
const regions = new STSClient({
  ...settings,
  authSchemePreference: ['sigv4a'],
  sigv4aSigningRegionSet: ['*'],
});
const services = (): Promise<unknown> =>
  ecs.send(new DescribeServicesCommand({ cluster: 'live', services: ['service1'] }));
const images = (): Promise<unknown> => ecr.send(new DescribeImagesCommand({ repositoryName: 'service1' }));
const health = (): Promise<unknown> =>
  elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: 'arn:aws:elasticloadbalancing:a:b:c' }));
const webIdentity = (): Promise<unknown> =>
  sts.send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: 'arn:aws:iam::123456789012:role/r',
      RoleSessionName: 's',
      WebIdentityToken: 'token',
    }),
  );

const cases: readonly (readonly [what: string, answer: Answer, call: () => Promise<unknown>])[] = [
  ['ecs', json(400, 'ClusterNotFoundException', { message: 'Cluster not found.' }), services],
  [
    'ecs, a member',
    json(400, 'com.amazonaws.ecs#ConflictException', { message: 'No.', resourceIds: ['a'] }),
    services,
  ],
  ['ecs, capital', json(400, 'InvalidParameterException', { Message: 'Invalid.' }), services],
  ['ecs, no class', json(400, 'ThrottlingException', { message: 'Rate exceeded' }), services],
  ['ecs, server', json(500, 'ServerException', { message: 'Service failed.' }), services],
  ['ecr', json(400, 'RepositoryNotFoundException', { message: "The repository doesn't exist" }), images],
  ['elb', query(400, 'TargetGroupNotFound', 'One or more target groups not found'), health],
  ['elb, no class', query(403, 'AccessDenied', 'User is not authorized'), health],
  [
    'sts',
    query(403, 'AccessDenied', 'User is not authorized'),
    () => sts.send(new GetCallerIdentityCommand({})),
  ],
  ['sts, expired', query(400, 'ExpiredTokenException', 'Token expired'), webIdentity],
  [
    'sts, several regions',
    json(500, 'none', {}),
    () =>
      regions.send(
        new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::123456789012:role/r', RoleSessionName: 's' }),
      ),
  ],
  ['sts, asked again', query(400, 'IDPCommunicationError', 'No contact with the provider'), webIdentity],
];

const found: unknown[] = [];
for (const [what, given, call] of cases) {
  answer = given;
  asked = 0;
  const error = await call().then(
    () => new Error('nothing was refused'),
    (reason: unknown) => reason as Error,
  );
  const { name, message, $fault, $metadata, resourceIds } = error as Error & {
    readonly $fault?: string;
    readonly $metadata?: { readonly httpStatusCode?: number };
    readonly resourceIds?: unknown;
  };
  found.push({ what, name, message, $fault, status: $metadata?.httpStatusCode, resourceIds, asked });
}
server.close();
server.closeAllConnections();
process.stdout.write(`${JSON.stringify(found)}\n`);
