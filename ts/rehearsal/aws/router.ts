import type { IncomingHttpHeaders } from 'node:http';
import { codeDeployApi } from './codedeploy/api.ts';
import { ec2Api } from './ec2/api.ts';
import { ecrApi } from './ecr/api.ts';
import { ecsApi } from './ecs/api.ts';
import { elbApi } from './elb/api.ts';
import { iamApi } from './iam/api.ts';
import { logsApi } from './logs/api.ts';
import type { Api, Operation } from './operation.ts';
import { s3Api } from './s3/api.ts';
import { isForS3, s3RequestOf } from './s3/request.ts';
import { secretsManagerApi } from './secretsmanager/api.ts';
import { ssmApi } from './ssm/api.ts';
import { stsApi } from './sts/api.ts';

export const apis: readonly Api[] = [
  ecsApi,
  ecrApi,
  elbApi,
  logsApi,
  stsApi,
  codeDeployApi,
  iamApi,
  ec2Api,
  secretsManagerApi,
  ssmApi,
  s3Api,
];

/** A request as it came over the wire. */
export interface AwsRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a request asks for, as far as it could be made out. */
export interface Route {
  readonly protocol: Api['protocol']['kind'];
  readonly api: Api | undefined;
  readonly operationName: string;
  readonly operation: Operation | undefined;
  readonly form: URLSearchParams;
  /** Of a request in S3's protocol, whose input is in its path and headers. */
  readonly rest?: Readonly<Record<string, unknown>>;
}

/** Finds the operation a request names, by header (JSON protocol), form (query protocol) or path (S3). */
export function routeOf(request: AwsRequest): Route {
  if (isForS3(request)) {
    const { operationName, input } = s3RequestOf(request);
    return { ...route('rest', s3Api, operationName, new URLSearchParams()), rest: input };
  }
  const { headers, body } = request;
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    const [service = '', name = ''] = target.split('.');
    const api = apis.find(({ protocol }) => protocol.kind === 'json' && protocol.target === service);
    return route('json', api, name, new URLSearchParams());
  }
  const form = new URLSearchParams(body);
  const version = form.get('Version');
  const api = apis.find(({ protocol }) => protocol.kind === 'query' && protocol.version === version);
  return route('query', api, form.get('Action') ?? '', form);
}

function route(
  protocol: Route['protocol'],
  api: Api | undefined,
  name: string,
  form: URLSearchParams,
): Route {
  const operation = api?.operations.find((each) => each.name === name);
  return { protocol, api, operationName: name, operation, form };
}
