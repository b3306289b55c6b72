import type { IncomingHttpHeaders } from 'node:http';
import { codeDeployApi } from './codedeploy/api.ts';
import { ec2Api } from './ec2/api.ts';
import { ecrApi } from './ecr/api.ts';
import { ecsApi } from './ecs/api.ts';
import { elbApi } from './elb/api.ts';
import { iamApi } from './iam/api.ts';
import { logsApi } from './logs/api.ts';
import type { Api, Operation } from './operation.ts';
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
];

/** What a request asks for, as far as it could be made out. */
export interface Route {
  readonly query: boolean;
  readonly api: Api | undefined;
  readonly operationName: string;
  readonly operation: Operation | undefined;
  readonly form: URLSearchParams;
}

/** Finds the operation a request names, by header (JSON protocol) or form (query protocol). */
export function routeOf(headers: IncomingHttpHeaders, body: string): Route {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    const [service = '', name = ''] = target.split('.');
    const api = apis.find(({ protocol }) => protocol.kind === 'json' && protocol.target === service);
    return route(false, api, name, new URLSearchParams());
  }
  const form = new URLSearchParams(body);
  const version = form.get('Version');
  const api = apis.find(({ protocol }) => protocol.kind === 'query' && protocol.version === version);
  return route(true, api, form.get('Action') ?? '', form);
}

function route(query: boolean, api: Api | undefined, name: string, form: URLSearchParams): Route {
  const operation = api?.operations.find((each) => each.name === name);
  return { query, api, operationName: name, operation, form };
}
