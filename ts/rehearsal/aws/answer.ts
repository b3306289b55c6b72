import type { CallLog, RecordedCall } from './calls.ts';
import { callerOf, type Caller } from './caller.ts';
import type { Api, Operation } from './operation.ts';
import { AwsError } from './protocol/aws-error.ts';
import { fromJson, toJson } from './protocol/json.ts';
import { fromForm } from './protocol/query.ts';
import { violations } from './protocol/validate.ts';
import { ec2ErrorXml, ec2ResponseXml, errorXml, responseXml } from './protocol/xml.ts';
import { routeOf, type AwsRequest, type Route } from './router.ts';
import { s3Answer, s3Error } from './s3/response.ts';
import type { World } from './world.ts';

/** An HTTP answer of AWS; `drop` cuts the connection instead. */
export type Answer =
  'drop' | { readonly status: number; readonly headers: Record<string, string>; readonly body: string };

/**
 * Answers one request to AWS: who asks, what for, is it well-formed, does a fault say otherwise, then the operation itself.
 * Handlers are synchronous, so that no two calls ever see each other half done.
 */
export async function answerOf(request: AwsRequest, world: World, log: CallLog): Promise<Answer> {
  const route = routeOf(request);
  const { headers, body } = request;
  const requestId = world.seeded.uuid('request', log.calls.length + 1);
  let recorded: RecordedCall | undefined;
  try {
    const caller = callerOf(headers.authorization, world.credentials, route.protocol);
    recorded = log.record(factsOf(route, caller, body, world.now()));
    if (!(await log.announce(recorded, 'before'))) return 'drop';
    const output = carryOut(route, recorded, caller, world);
    if (!(await log.announce(recorded, 'after'))) return 'drop';
    return success(output.api, output.operation, output.value, requestId);
  } catch (error) {
    const known = error instanceof AwsError ? error : bug(error);
    if (recorded) {
      recorded.error = known.code;
      if (!(await log.announce(recorded, 'after'))) return 'drop';
    }
    return failure(route, known, requestId);
  }
}

function factsOf(route: Route, caller: Caller, body: string, at: number): Omit<RecordedCall, 'sequence'> {
  return {
    at,
    service: route.api?.service ?? caller.service,
    operation: route.operationName,
    accountId: caller.accountId,
    region: caller.region,
    input: inputOf(route, body),
  };
}

function inputOf(route: Route, body: string): unknown {
  if (route.rest) return route.rest;
  if (route.protocol === 'query')
    return route.operation
      ? fromForm(route.operation.input, route.form, isEc2(route))
      : Object.fromEntries(route.form);
  try {
    return body === '' ? {} : JSON.parse(body);
  } catch {
    return body;
  }
}

function carryOut(
  route: Route,
  recorded: RecordedCall,
  caller: Caller,
  world: World,
): { api: Api; operation: Operation; value: object } {
  const { api, operation } = route;
  if (!api || !operation) throw unknownOperation(route);
  const refused = world.faults.refusal(recorded, route.protocol !== 'json');
  if (refused) throw refused;
  refuseMalformed(api, operation, recorded.input);
  const input = fromJsonOrForm(route, operation, recorded.input);
  const region = world.region(caller.accountId, caller.region);
  return { api, operation, value: operation.run(input, { world, caller, region }) };
}

function fromJsonOrForm(route: Route, operation: Operation, input: unknown): unknown {
  return route.protocol === 'json' ? fromJson(operation.input, input) : input;
}

function refuseMalformed(api: Api, operation: Operation, input: unknown): void {
  const found = violations(operation.input, input, api.enumerations);
  const mistyped = found.find(({ kind }) => kind === 'type');
  if (mistyped) {
    // The JSON services fail on these before they validate.
    const code = api.protocol.kind === 'json' ? 'SerializationException' : api.validationError;
    throw new AwsError(code, mistyped.message);
  }
  if (found.length > 0) {
    const count = `${found.length} validation error${found.length === 1 ? '' : 's'} detected: `;
    throw new AwsError(api.validationError, count + found.map(({ message }) => message).join('; '));
  }
}

function unknownOperation(route: Route): AwsError {
  if (route.protocol === 'rest')
    return new AwsError('MethodNotAllowed', `The emulated S3 has no ${route.operationName}.`, {
      status: 405,
    });
  if (route.protocol === 'json')
    return new AwsError(
      'UnknownOperationException',
      `The emulated AWS does not know ${route.operationName}.`,
    );
  const version = route.form.get('Version') ?? '';
  return new AwsError(
    'InvalidAction',
    `Could not find operation ${route.operationName} for version ${version}`,
  );
}

function success(api: Api, operation: Operation, value: object, requestId: string): Answer {
  if (api.protocol.kind === 'rest') {
    const { headers, body } = s3Answer(operation.name, value);
    return { status: 200, headers: { ...headers, 'x-amz-request-id': requestId }, body };
  }
  if (api.protocol.kind === 'query') {
    const write = api.protocol.ec2 ? ec2ResponseXml : responseXml;
    const body = write(operation.name, api.protocol.namespace, operation.output, value, requestId);
    return { status: 200, headers: headersOf(true, requestId), body };
  }
  return {
    status: 200,
    headers: headersOf(false, requestId),
    body: JSON.stringify(toJson(operation.output, value)),
  };
}

function failure(route: Route, error: AwsError, requestId: string): Answer {
  const { code, message, status, members } = error;
  if (route.protocol === 'rest') {
    const { headers, body } = s3Error(error, requestId);
    return { status, headers: { ...headers, ...error.headers, 'x-amz-request-id': requestId }, body };
  }
  if (route.protocol === 'query') {
    const protocol = route.api?.protocol;
    const namespace = protocol?.kind === 'query' ? protocol.namespace : '';
    const body = isEc2(route) ? ec2ErrorXml(error, requestId) : errorXml(namespace, error, requestId);
    return { status, headers: headersOf(true, requestId), body };
  }
  return {
    status,
    headers: { ...headersOf(false, requestId), 'x-amzn-errortype': code },
    body: JSON.stringify({ __type: code, message, ...members }),
  };
}

function isEc2({ api }: Route): boolean {
  return api?.protocol.kind === 'query' && api.protocol.ec2 === true;
}

function headersOf(query: boolean, requestId: string): Record<string, string> {
  return { 'content-type': query ? 'text/xml' : 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId };
}

/** A fault of the emulator's own: loud, and with a status that the SDK does not take for the caller's mistake. */
function bug(error: unknown): AwsError {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new AwsError('EmulatorBug', `The emulated AWS has a bug: ${text}`, { status: 501 });
}
